import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { BookingStatistics, LocalDate } from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { SessionStore } from '../../account/session';
import { StatisticsApi } from '../../data/statistics-api';
import { Clock } from '../../ui/clock';
import { Loadable } from '../../ui/loadable';
import { firstWeekday } from '../../ui/own-writing';
import { browserZone } from '../../ui/time-zones';
import { localDateOf, plusDays } from '../../ui/zoned-time';
import { PortalLive } from '../shell/portal-live';

/** Milliseconds of quiet before changed figures are counted again. */
const QUIET_MS = 800;
const PAST_DAYS = 30;
/** After today, as in the list above the figures. */
const AHEAD_DAYS = 7;

export interface DayFigure {
  date: LocalDate;
  booked: number;
  minutes: number;
}

interface Figures {
  past: BookingStatistics;
  /** From six days ago, so with all of this week, through the days ahead. */
  ahead: BookingStatistics;
}

/** What was and what is coming, counted by the API. Provided by the dashboard. */
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
  private readonly weekStart = computed(() => weekStartOf(this.today(), firstWeekday()));

  readonly past = computed(() => this.figures.value()?.past ?? null);
  readonly week = computed(() => this.between(this.weekStart(), plusDays(this.weekStart(), 6)));
  readonly ahead = computed(() => {
    const days = this.between(this.today(), plusDays(this.today(), AHEAD_DAYS));
    return {
      booked: days.reduce((sum, day) => sum + day.booked, 0),
      minutes: days.reduce((sum, day) => sum + day.minutes, 0),
    };
  });
  /** Nothing was and nothing is coming. */
  readonly isEmpty = computed(() => {
    const past = this.past();
    const had = (past?.booked ?? 0) + (past?.cancelled ?? 0) + (past?.noShows ?? 0);
    return had + this.ahead().booked === 0;
  });

  constructor() {
    const live = inject(PortalLive);
    merge(live.changes, live.resumed)
      .pipe(debounceTime(QUIET_MS), takeUntilDestroyed())
      .subscribe(() => void this.load(true));
  }

  load(quiet = false): Promise<void> {
    const today = this.today();
    return this.figures.load(
      async () => {
        const [past, ahead] = await Promise.all([
          this.api.read({ from: plusDays(today, 1 - PAST_DAYS), to: today }),
          // With the whole of the present week, whatever it begins with.
          this.api.read({ from: plusDays(today, -6), to: plusDays(today, AHEAD_DAYS) }),
        ]);
        return { past, ahead };
      },
      { quiet },
    );
  }

  private between(from: LocalDate, to: LocalDate): DayFigure[] {
    return (this.figures.value()?.ahead.days ?? []).filter(({ date }) => date >= from && date <= to);
  }
}

/** The first day of the week that holds `date`; `firstDay` 0 = Sunday. */
export function weekStartOf(date: LocalDate, firstDay: number): LocalDate {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay();
  return plusDays(date, -((weekday - firstDay + 7) % 7));
}
