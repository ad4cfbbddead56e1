import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { EventType, LocalDate, SlotsResponse, TimeZoneName } from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { AvailabilityApi } from '../../data/availability-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { FailedState } from '../../ui/failed-state';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { dayText, localDateOf, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { PortalLive } from '../shell/portal-live';

const DAYS = 7;
/** Number of times per day that are shown at first. */
const SHOWN = 6;
/** Debounce of a change before it is read, ms. */
const DEBOUNCE_MS = 300;

/** The next seven days of an event type as a visitor in a zone sees them, refreshed while it is open. */
@Component({
  selector: 'eb-free-week',
  imports: [FailedState],
  templateUrl: './free-week.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FreeWeek {
  readonly handle = input.required<string>();
  readonly eventType = input.required<EventType>();
  readonly duration = input.required<number>();
  readonly zone = input.required<TimeZoneName>();

  protected readonly t = translator('portal-availability');
  private readonly api = inject(AvailabilityApi);
  private readonly now = inject(Clock).now;
  protected readonly read = new Loadable<SlotsResponse>();
  private readonly open = signal<ReadonlySet<LocalDate>>(new Set());
  private readonly today = computed(() => localDateOf(this.now(), this.zone()));
  protected readonly placeholders = Array.from({ length: DAYS }, (_, day) => day);
  protected readonly days = computed(() => {
    const found = this.read.value();
    if (!found) return null;
    const first = this.today();
    return Array.from({ length: DAYS }, (_, i) => addDays(first, i)).map((date) => {
      const slots = found.slots[date] ?? [];
      const shown = this.open().has(date) ? slots : slots.slice(0, SHOWN);
      return {
        date,
        label: dayText(date, first),
        short: shortDay(date),
        times: shown.map(({ start }) => ({ start, text: timeText(start, this.zone()) })),
        more: slots.length - shown.length,
      };
    });
  });
  protected readonly total = computed(() =>
    (this.days() ?? []).reduce((sum, day) => sum + day.times.length + day.more, 0),
  );

  constructor() {
    effect(() => {
      this.eventType();
      this.duration();
      this.today();
      this.zone();
      untracked(() => this.load());
    });
    const live = inject(PortalLive);
    merge(live.calendarChanges, live.resumed)
      .pipe(debounceTime(DEBOUNCE_MS), takeUntilDestroyed())
      .subscribe(() => this.load(true));
  }

  protected load(quiet = false): void {
    const query = {
      start: this.today(),
      end: addDays(this.today(), DAYS - 1),
      timeZone: this.zone(),
      duration: this.duration(),
    };
    void this.read.load(() => this.api.freeTimes(this.handle(), this.eventType().slug, query), { quiet });
  }

  protected showAll(date: LocalDate): void {
    this.open.update((open) => new Set([...open, date]));
  }
}

/** `Mon 4`. */
function shortDay(date: LocalDate): string {
  const format = new Intl.DateTimeFormat(dateLocale(), { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return format.format(Date.parse(`${date}T12:00:00Z`));
}
