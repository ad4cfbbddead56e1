import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { RouterLink } from '@angular/router';
import type { EventType } from '@expertbook/contracts';
import { directionOf } from '@expertbook/presentation/languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CopyButton } from '../../ui/copy-button';
import { EventMark } from '@expertbook/web-shared/ui/event-mark';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { durationsText } from '@expertbook/web-shared/ui/durations-text';
import { PLACE_WORDS } from './place-words';

/** One event type with its link and its switch. Arrow keys on the handle change its position. */
@Component({
  selector: 'eb-event-type-card',
  imports: [
    CdkDragHandle,
    CopyButton,
    EventMark,
    Icon,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatSlideToggle,
    RouterLink,
  ],
  templateUrl: './event-type-card.html',
  host: { class: 'block h-full' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypeCard {
  readonly item = input.required<EventType>();
  /** Its index in the list, from 0, and the length of the list. */
  readonly place = input.required<number>();
  readonly count = input.required<number>();
  readonly activated = output<boolean>();
  readonly hid = output<boolean>();
  readonly shared = output<void>();
  readonly moved = output<-1 | 1>();
  readonly removed = output<void>();

  protected readonly t = translator('portal-event-types');
  private readonly texts = inject(LanguageService);
  protected readonly durations = computed(() => durationsText(this.item().durations));
  protected readonly where = computed(() => PLACE_WORDS[this.item().location.kind]);
  /** The link without its scheme; narrow cards omit the host, which is the same on all of them. */
  protected readonly link = computed(() => {
    const [, host = '', path = ''] = /^https?:\/\/([^/]*)(.*)$/.exec(this.item().link) ?? [];
    return { host, path };
  });
  protected readonly marks = computed(() => {
    const { active, hidden, private: secret, requiresConfirmation, seats, featured } = this.item();
    return [
      ...(featured ? [this.t('words.featured')] : []),
      ...(active ? [] : [this.t('mark.off')]),
      ...(secret ? [this.t('mark.private')] : hidden ? [this.t('mark.hidden')] : []),
      ...(requiresConfirmation ? [this.t('mark.confirm')] : []),
      ...(seats > 1 ? [this.t('mark.seats', { count: seats })] : []),
    ];
  });

  protected onGrip(event: KeyboardEvent): void {
    const rtl = directionOf(this.texts.language()) === 'rtl';
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.moved.emit(step as -1 | 1);
  }
}
