import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { FailedState } from '../../ui/failed-state';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import {
  dayText,
  localDateOf,
  nearDayText,
  shortDateText,
  timeRangeText,
} from '@expertbook/web-shared/ui/zoned-time';
import { SettingsCard } from '../settings/settings-card';
import { ConnectionsStore } from './connections-store';
import { seenDays } from './seen-days';

/** Events that are shown before all of them are asked for. */
const FIRST_EVENTS = 8;

/** The next events as they were read: times and calendars, never titles. */
@Component({
  selector: 'eb-seen-events',
  imports: [FailedState, SettingsCard],
  template: `
    <eb-settings-card name="seen-events" [title]="t('seen')" [text]="t('seen.text')">
      @switch (store.eventsStatus()) {
        @case ('failed') {
          <eb-failed-state
            [title]="t('seen.failed')"
            [problem]="store.eventsProblem()"
            (again)="store.loadEvents()"
          />
        }
        @case ('loading') {
          <div class="space-y-2" role="status" aria-busy="true">
            <span class="sr-only">{{ t('seen.loading') }}</span>
            <div class="eb-skeleton h-5 w-48 max-w-full"></div>
            <div class="eb-skeleton h-5 w-64 max-w-full"></div>
          </div>
        }
        @default {
          @for (day of days(); track day.date) {
            <h3 class="mt-4 mb-1 text-sm font-semibold text-on-surface-variant first:mt-0">
              {{ day.text }}
            </h3>
            <ul>
              @for (event of day.events; track $index) {
                <li class="flex flex-wrap items-baseline gap-x-3 py-1">
                  <span class="w-36 shrink-0 tabular-nums">{{ event.range }}</span>
                  <span
                    class="flex min-w-0 flex-1 basis-28 items-baseline gap-2 text-sm text-on-surface-variant"
                  >
                    <span
                      class="size-2.5 shrink-0 rounded-full border border-outline"
                      [style.background]="event.color"
                      aria-hidden="true"
                    ></span>
                    <bdi class="min-w-0 wrap-anywhere">{{ event.calendar }}</bdi>
                  </span>
                </li>
              }
            </ul>
          } @empty {
            <p class="text-on-surface-variant">{{ t('seen.none') }}</p>
          }
          @if (hidden(); as count) {
            <button type="button" class="eb-button eb-button-outline mt-3" (click)="showsAll.set(true)">
              {{ t('seen.more', { count }) }}
            </button>
          }
        }
      }
    </eb-settings-card>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SeenEvents {
  protected readonly t = translator('portal-connections');
  protected readonly store = inject(ConnectionsStore);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;
  protected readonly showsAll = signal(false);
  private readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  private readonly coming = computed(() => {
    const now = this.now().getTime();
    return this.store.events().filter(({ end }) => Date.parse(end) > now);
  });
  protected readonly hidden = computed(() =>
    this.showsAll() ? 0 : Math.max(0, this.coming().length - FIRST_EVENTS),
  );
  protected readonly days = computed(() => {
    const zone = this.zone();
    const today = localDateOf(this.now(), zone);
    const calendars = new Map(
      this.store.connections().flatMap((one) => one.calendars.map((calendar) => [calendar.id, calendar])),
    );
    const shown = this.showsAll() ? this.coming() : this.coming().slice(0, FIRST_EVENTS);
    return seenDays(shown, zone, today).map(({ date, events }) => ({
      date,
      text: nearDayText(date, today) ?? dayText(date, today),
      events: events.map(({ start, end, allDay, calendarId }) => ({
        range: allDay ? this.wholeDays(end, date, zone) : timeRangeText(start, end, zone),
        calendar: calendars.get(calendarId)?.name ?? '',
        color: calendars.get(calendarId)?.color ?? null,
      })),
    }));
  });

  /** `end` is the midnight after the last day. */
  private wholeDays(end: string, date: string, zone: string): string {
    const last = localDateOf(new Date(Date.parse(end) - 1), zone);
    return last > date ? this.t('allDayUntil', { day: shortDateText(last) }) : this.t('allDay');
  }
}
