import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { LANGUAGE_NAMES, directionOf } from '@expertbook/presentation/languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CopyButton } from '../../ui/copy-button';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Theme } from '@expertbook/web-shared/ui/theme';
import type { ButtonPosition, EmbedKind } from './embed-code';
import { BUTTON_POSITIONS, embedCode, embedPreview } from './embed-code';

interface Kind {
  id: EmbedKind;
  label: TextKey<'portal-sharing'>;
  text: TextKey<'portal-sharing'>;
}

const KINDS: readonly Kind[] = [
  { id: 'inline', label: 'embed.inline', text: 'embed.inlineText' },
  { id: 'popup', label: 'embed.popup', text: 'embed.popupText' },
  { id: 'button', label: 'embed.button', text: 'embed.buttonText' },
];

const POSITIONS: Readonly<Record<ButtonPosition, TextKey<'portal-sharing'>>> = {
  'bottom-right': 'position.bottomRight',
  'bottom-left': 'position.bottomLeft',
  'top-right': 'position.topRight',
  'top-left': 'position.topLeft',
};

/** The embed code for the expert's website, with a preview. */
@Component({
  selector: 'eb-embed-panel',
  imports: [CopyButton, Field, FieldControl, Notice, ReactiveFormsModule, RouterLink],
  templateUrl: './embed-panel.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmbedPanel {
  /** The absolute address of the page. */
  readonly link = input.required<string>();

  protected readonly t = translator('portal-sharing');
  private readonly texts = inject(LanguageService);
  private readonly theme = inject(Theme);
  private readonly session = inject(SessionStore);
  private readonly dialogs = inject(MatDialog);
  protected readonly kinds = KINDS;
  protected readonly positions = BUTTON_POSITIONS;
  protected readonly positionWords = POSITIONS;
  protected readonly languages = LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code] }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    kind: ['inline' as EmbedKind],
    text: [''],
    theme: [null as 'light' | 'dark' | null],
    language: [null as Language | null],
    color: [this.session.expert()?.brandColor ?? '#0b5f52'],
    position: ['bottom-right' as ButtonPosition],
  });
  protected readonly values = valueSignal(() => this.form);
  protected readonly code = computed(() => this.codeFrom(new URL(this.link()).origin));
  /** Uses this origin instead of the public one, which may be unreachable from here or not allowed in a frame. */
  private readonly preview = computed(() =>
    embedPreview(this.codeFrom(location.origin), {
      dark: (this.values().theme ?? (this.theme.dark() ? 'dark' : 'light')) === 'dark',
      direction: directionOf(this.values().language ?? this.texts.language()),
    }),
  );
  protected readonly sites = computed(() => this.session.expert()?.allowedSites ?? []);
  private readonly frame = viewChild<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    effect(() => {
      const frame = this.frame()?.nativeElement;
      // Not bound in the template: Angular would remove the script, which the preview needs. All values are escaped.
      if (frame) frame.srcdoc = this.preview();
    });
  }

  /** In the share dialog the settings are behind it: closes it. */
  protected closeDialog(): void {
    this.dialogs.closeAll();
  }

  private codeFrom(origin: string): string {
    const { kind, text, theme, language, color, position } = this.values();
    return embedCode({
      kind,
      origin,
      path: new URL(this.link()).pathname.slice(1),
      text: text.trim() || this.t('embed.book'),
      theme,
      language,
      color,
      position,
    });
  }
}
