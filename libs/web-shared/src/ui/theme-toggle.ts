import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { translator } from '../i18n/translator';
import { Icon } from './icon';
import { Theme } from './theme';

/** A round button that switches between light and dark. */
@Component({
  selector: 'eb-theme-toggle',
  imports: [Icon],
  template: `<button
    type="button"
    class="eb-icon-button"
    [attr.aria-label]="theme.dark() ? t('toLight') : t('toDark')"
    (click)="theme.toggle()"
  >
    <eb-icon [name]="theme.dark() ? 'sun' : 'moon'" />
  </button>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeToggle {
  protected readonly t = translator('ui');
  protected readonly theme = inject(Theme);
}
