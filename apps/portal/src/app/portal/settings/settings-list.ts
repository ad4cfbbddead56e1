import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { settingsPagesFor } from './settings-pages';

/** List of the settings pages, for windows too narrow to show it beside each page. */
@Component({
  selector: 'eb-settings-list',
  imports: [Icon, RouterLink],
  template: `
    <ul class="eb-card divide-y divide-outline-variant overflow-hidden">
      @for (place of pages; track place.name) {
        <li>
          <a
            class="flex min-h-16 items-center gap-4 px-4 py-3 transition-colors hover:bg-surface-container focus-visible:outline-offset-[-2px]"
            [routerLink]="['/portal/settings', place.name]"
          >
            <span
              class="grid size-10 shrink-0 place-items-center rounded-full bg-primary-container text-on-primary-container"
              ><eb-icon [name]="place.icon"
            /></span>
            <span class="min-w-0 flex-1">
              <span class="block font-semibold">{{ t(place.label) }}</span>
              <span class="block text-sm text-on-surface-variant">{{ t(place.text) }}</span>
            </span>
            <eb-icon name="chevron-right" class="text-on-surface-variant rtl:-scale-x-100" />
          </a>
        </li>
      }
    </ul>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsList {
  protected readonly t = translator('portal-settings');
  protected readonly pages = settingsPagesFor(inject(SessionStore).user()?.isOwner ?? false);
}
