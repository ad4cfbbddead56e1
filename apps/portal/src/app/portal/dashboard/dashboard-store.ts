import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Booking, BookingStatus, EventType } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { daysOf, sessionKey } from '../booking-parts/booking-groups';
import { mergeBooking } from '../booking-parts/merge-booking';
import { OpenRequests } from '../shell/open-requests';
import { PortalLive } from '../shell/portal-live';

const SHOWN: readonly BookingStatus[] = ['pending', 'confirmed', 'completed', 'no_show'];
const HOUR = 3_600_000;
/** Maximum number of bookings in a response; with more, the statistics show "100+". */
const MAX_LISTED = 100;

interface Week {
  bookings: Booking[];
  complete: boolean;
}

/** Today and the seven days after it, in the expert's zone, updated live. Provided by the dashboard. */
@Injectable()
export class DashboardStore {
  private readonly api = inject(ExpertBookingsApi);
  private readonly eventTypesApi = inject(EventTypesApi);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;
  private readonly open = inject(OpenRequests);

  private readonly week = new Loadable<Week>();
  private readonly types = new Loadable<EventType[]>();
  readonly status = this.week.status;
  readonly problem = this.week.problem;
  readonly eventTypes = this.types.value;

  readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  readonly today = computed(() => localDateOf(this.now(), this.zone()));
  private readonly lastDay = computed(() => addDays(this.today(), 7));

  private readonly visible = computed(() =>
    (this.week.value()?.bookings ?? []).filter((booking) => {
      const day = this.dayOf(booking);
      return day >= this.today() && day <= this.lastDay();
    }),
  );
  /** Requests that are still open, on any date. */
  readonly requests = this.open.list;
  readonly todays = computed(() => {
    const todays = this.visible().filter(
      (one) => one.status !== 'pending' && this.dayOf(one) === this.today(),
    );
    return daysOf(todays, this.zone()).flatMap(({ entries }) => entries);
  });
  /** The current or next confirmed booking. Also one that began yesterday and continues past midnight. */
  readonly next = computed(
    () =>
      (this.week.value()?.bookings ?? []).find(
        (one) => one.status === 'confirmed' && !this.over(one) && this.dayOf(one) <= this.lastDay(),
      ) ?? null,
  );
  /** Confirmed bookings of the seven days after today, by day. */
  readonly coming = computed(() =>
    daysOf(
      this.visible().filter((one) => one.status === 'confirmed' && this.dayOf(one) !== this.today()),
      this.zone(),
    ),
  );
  /** There is nothing to show: a new expert, or a free week. */
  readonly free = computed(
    () => !this.next() && !this.requests().length && !this.todays().length && !this.coming().length,
  );
  readonly figures = computed(() => {
    const confirmed = sessionsOf(
      this.visible().filter((one) => one.status === 'confirmed' && !this.over(one)),
    );
    const more = this.week.value()?.complete === false ? '+' : '';
    const hours = confirmed.reduce((sum, one) => sum + one.duration, 0) / 60;
    return {
      left: `${confirmed.filter((one) => this.dayOf(one) === this.today()).length}`,
      ahead: `${confirmed.length}${more}`,
      hours: `${hours.toLocaleString(dateLocale(), { maximumFractionDigits: 1 })}${more}`,
      requests: `${this.requests().length}`,
    };
  });

  constructor() {
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => void this.load(true));
  }

  /** The local date a booking starts on. */
  dayOf(booking: Booking): string {
    return localDateOf(booking.start, this.zone());
  }

  async load(quiet = false): Promise<void> {
    await Promise.all([
      this.week.load(() => this.read(), { quiet }),
      this.types.load(() => this.eventTypesApi.list(), { quiet }),
    ]);
  }

  /** Merges a booking of a response or a live update. */
  merge(booking: Booking): void {
    const { from, to } = this.span();
    const start = Date.parse(booking.start);
    const belongs = SHOWN.includes(booking.status) && start >= from.getTime() && start < to.getTime();
    this.open.merge(booking);
    this.week.update((week) => ({ ...week, bookings: mergeBooking(week.bookings, booking, belongs) }));
  }

  private async read(): Promise<Week> {
    const { from, to } = this.span();
    const page = await this.api.list({
      status: SHOWN.join(','),
      from: from.toISOString(),
      to: to.toISOString(),
      limit: MAX_LISTED,
    });
    return { bookings: page.items, complete: page.nextCursor === null };
  }

  /** Covers today and seven more days in every zone; local dates separate the days. */
  private span(): { from: Date; to: Date } {
    const now = Date.now();
    return { from: new Date(now - 36 * HOUR), to: new Date(now + 9 * 24 * HOUR) };
  }

  private over(booking: Booking): boolean {
    return Date.parse(booking.end) <= this.now().getTime();
  }
}

/** One booking per session: a group session counts once. */
function sessionsOf(bookings: readonly Booking[]): Booking[] {
  return [...new Map(bookings.map((one) => [sessionKey(one) ?? one.uid, one])).values()];
}
