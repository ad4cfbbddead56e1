import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** A button that copies a link and confirms it for a moment. */
@Component({
  selector: 'eb-copy-link',
  imports: [Icon],
  template: `
    <button type="button" class="eb-button eb-button-quiet -ms-3" (click)="copy()">
      <eb-icon [name]="copied() ? 'check' : 'link'" />
      <span aria-live="polite">{{ copied() ? t('copy.done') : label() }}</span>
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyLink {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly t = translator('pages');
  protected readonly copied = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
    } catch {
      // Without a clipboard (plain http, or no permission) the link is shown, to be copied by hand.
      prompt(this.t('copy.byHand'), this.text());
      return;
    }
    this.copied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.copied.set(false), 2_500);
  }
}
