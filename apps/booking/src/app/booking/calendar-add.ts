import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { CalendarLinks, ClientFeed } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { BookingsApi } from '../data/bookings-api';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';

/**
 * Adds a booking to the client's own calendar: by a file for every program, by the forms of large providers, or by an address that
 * programs subscribe to.
 */
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
      <li class="col-span-2">
        @if (feed(); as feed) {
          <div class="eb-enter rounded-xl bg-surface-container p-3 text-sm" role="status">
            <p>
              {{ feed.scope === 'all' ? t('calendar.feedAll', { name: expert() }) : t('calendar.feedOne') }}
            </p>
            <a class="eb-button eb-button-outline mt-3 w-full" [href]="feed.webcal">{{
              t('calendar.feedOpen')
            }}</a>
            <p class="mt-3">{{ t('calendar.feedByHand') }}</p>
            <p class="mt-1 font-mono break-all select-all" dir="ltr">{{ feed.url }}</p>
          </div>
        } @else {
          <button
            type="button"
            class="eb-button eb-button-quiet w-full"
            [attr.aria-disabled]="subscribing() ? true : null"
            (click)="subscribe()"
          >
            {{ t('calendar.subscribe') }}
          </button>
        }
        @if (feedFailed()) {
          <p role="alert" class="eb-error">{{ t('calendar.feedFailed') }}</p>
        }
      </li>
    </ul>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarAdd {
  readonly links = input.required<CalendarLinks>();
  /** The file could not be fetched. */
  readonly failed = input(false);
  /** Name of the expert. */
  readonly expert = input.required<string>();
  readonly uid = input.required<string>();
  readonly token = input.required<string>();
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
  private readonly api = inject(BookingsApi);
  protected readonly feed = signal<ClientFeed | null>(null);
  protected readonly feedFailed = signal(false);
  protected readonly subscribing = signal(false);

  protected async subscribe(): Promise<void> {
    if (this.subscribing()) return;
    this.subscribing.set(true);
    this.feedFailed.set(false);
    try {
      this.feed.set(await this.api.createFeed(this.uid(), this.token()));
    } catch {
      this.feedFailed.set(true);
    } finally {
      this.subscribing.set(false);
    }
  }
}
