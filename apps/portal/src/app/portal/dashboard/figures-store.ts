import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { BookingStatistics, LocalDate } from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { SessionStore } from '../../account/session';
import { StatisticsApi } from '../../data/statistics-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { PortalLive } from '../shell/portal-live';

/** Debounce before changed statistics are read again, ms. */
const DEBOUNCE_MS = 800;
const PAST_DAYS = 30;
/** Days after today, as in the lists. */
const AHEAD_DAYS = 7;

export interface DayFigure {
  date: LocalDate;
  booked: number;
  minutes: number;
}

interface Figures {
  past: BookingStatistics;
  ahead: BookingStatistics;
}

/** Statistics of past and coming days, computed by the API. Provided by the dashboard. */
@Injectable()
export class FiguresStore {
  private readonly api = inject(StatisticsApi);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;
  private readonly figures = new Loadable<Figures>();
  readonly status = this.figures.status;
  readonly problem = this.figures.problem;

  private readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  readonly today = computed(() => localDateOf(this.now(), this.zone()));

  readonly past = computed(() => this.figures.value()?.past ?? null);
  /** Today and the following days. */
  readonly days = computed<readonly DayFigure[]>(() => {
    const last = addDays(this.today(), AHEAD_DAYS);
    const days = this.figures.value()?.ahead.days ?? [];
    return days.filter(({ date }) => date >= this.today() && date <= last);
  });
  /** No bookings in the past or the future. */
  readonly isEmpty = computed(() => {
    const past = this.past();
    const had = (past?.booked ?? 0) + (past?.cancelled ?? 0) + (past?.noShows ?? 0);
    return had + this.days().reduce((sum, day) => sum + day.booked, 0) === 0;
  });

  constructor() {
    const live = inject(PortalLive);
    merge(live.changes, live.resumed)
      .pipe(debounceTime(DEBOUNCE_MS), takeUntilDestroyed())
      .subscribe(() => void this.load(true));
  }

  load(quiet = false): Promise<void> {
    const today = this.today();
    return this.figures.load(
      async () => {
        const [past, ahead] = await Promise.all([
          this.api.read({ from: addDays(today, 1 - PAST_DAYS), to: today }),
          this.api.read({ from: today, to: addDays(today, AHEAD_DAYS) }),
        ]);
        return { past, ahead };
      },
      { quiet },
    );
  }
}
