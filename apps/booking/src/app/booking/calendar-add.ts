import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CalendarLinks } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';

/** Adds a booking to the client's own calendar: by a file for every program, or by the forms of large providers. */
@Component({
  selector: 'eb-calendar-add',
  imports: [Icon],
  template: `
    <h2 class="text-base font-bold">{{ t('calendar.add') }}</h2>
    <ul class="mt-3 grid grid-cols-2 gap-2">
      <li class="col-span-2">
        <button type="button" class="eb-button eb-button-primary w-full" (click)="download.emit()">
          <eb-icon [path]="late.download" /> {{ t('calendar.file') }}
        </button>
        @if (failed()) {
          <p role="alert" class="eb-error">{{ t('calendar.failed') }}</p>
        }
      </li>
      @for (provider of providers(); track provider.name) {
        <li>
          <a
            class="eb-button eb-button-outline w-full !px-3 text-sm"
            target="_blank"
            rel="noopener noreferrer"
            [href]="provider.href"
            [attr.aria-label]="t('newTab', { name: provider.name })"
            >{{ provider.name }} <eb-icon [path]="late.external" class="size-4 opacity-60 rtl:[scale:-1_1]"
          /></a>
        </li>
      }
    </ul>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarAdd {
  readonly links = input.required<CalendarLinks>();
  /** The file could not be fetched. */
  readonly failed = input(false);
  /** The file needs the manage token in a header, so the page fetches it. */
  readonly download = output<void>();
  protected readonly late = LATE_ICONS;
  protected readonly t = translator('pages');
  protected readonly providers = computed(() => [
    { name: 'Google', href: this.links().google },
    { name: 'Outlook', href: this.links().outlook },
    { name: 'Office 365', href: this.links().office365 },
    { name: 'Yahoo', href: this.links().yahoo },
  ]);
}
