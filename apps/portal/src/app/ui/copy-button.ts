import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CopiedTexts } from './copied-texts';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Copies a text and confirms it on the button for a moment, also to screen readers. */
@Component({
  selector: 'eb-copy-button',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="eb-button whitespace-nowrap"
      [class]="look()"
      [attr.aria-label]="name()"
      (click)="copy()"
    >
      <eb-icon [name]="copied() ? 'check' : 'copy'" />
      <span aria-live="polite">{{ copied() ? t('copied') : (label() ?? t('copyLink')) }}</span>
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButton {
  readonly text = input.required<string>();
  /** "Copy link" when left out. */
  readonly label = input<string | null>(null);
  /** The accessible name where the label alone is not enough ("Copy link of 15-minute sync"). */
  readonly name = input<string | null>(null);
  readonly look = input<'eb-button-quiet' | 'eb-button-outline' | 'eb-button-primary'>('eb-button-quiet');

  protected readonly t = translator('ui');
  private readonly clipboard = inject(Clipboard);
  private readonly copies = inject(CopiedTexts);
  protected readonly copied = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected copy(): void {
    if (!this.clipboard.copy(this.text())) return;
    this.copies.emit(this.text());
    this.copied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.copied.set(false), 2_000);
  }
}
