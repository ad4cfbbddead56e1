import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Icon } from './icon';
import { Theme } from './theme';

/** A round button that switches between light and dark. */
@Component({
  selector: 'eb-theme-toggle',
  imports: [Icon],
  template: `<button
    type="button"
    class="eb-icon-button"
    [attr.aria-label]="theme.dark() ? 'Switch to light colours' : 'Switch to dark colours'"
    (click)="theme.toggle()"
  >
    <eb-icon [name]="theme.dark() ? 'sun' : 'moon'" />
  </button>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeToggle {
  protected readonly theme = inject(Theme);
}
