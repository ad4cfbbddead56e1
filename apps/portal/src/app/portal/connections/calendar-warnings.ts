import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Connection } from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { ConnectionsApi } from '../../data/connections-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { PortalLive } from '../shell/portal-live';
import { needsAttention } from './calendar-state';

/** Milliseconds of quiet after which a change is read, and after which a calendar may have become stale unnoticed. */
const QUIET_MS = 1_000;
const AGE_MS = 120_000;

/** What an expert should know of one account or calendar. */
export interface CalendarWarning {
  kind: 'sign_in' | 'sign_in_closed' | 'closed' | 'open';
  /** Of the account where a sign-in is wanted, of the calendar otherwise. */
  name: string;
}

/** One warning an account that wants a sign-in, and one for each other calendar that is out of date. */
export function warningsOf(connections: readonly Connection[]): CalendarWarning[] {
  return connections.flatMap(({ name, calendars }): CalendarWarning[] => {
    const wanting = calendars.filter(needsAttention);
    const closes = wanting.some((one) => one.isStale && one.countsAsBusy && one.whenStale === 'closed');
    if (wanting.some(({ failure }) => failure === 'sign_in_again')) {
      return [{ kind: closes ? 'sign_in_closed' : 'sign_in', name }];
    }
    return wanting.map((one) => ({ kind: one.whenStale, name: one.name }));
  });
}

/** The calendars that want the expert's attention, kept up to date. Without an answer there are none. Provided by the dashboard. */
@Injectable()
export class CalendarWarnings {
  private readonly api = inject(ConnectionsApi);
  private readonly read = new Loadable<Connection[]>();
  private readonly readAt = signal(0);
  readonly list = computed(() => warningsOf(this.read.value() ?? []));
  /** It is known whether there are any. */
  readonly settled = computed(() => this.read.status() !== 'loading');

  constructor() {
    void this.load();
    const { now } = inject(Clock);
    effect(() => {
      const isOld = now().getTime() - untracked(this.readAt) > AGE_MS;
      if (isOld && document.visibilityState === 'visible') untracked(() => void this.load());
    });
    const live = inject(PortalLive);
    merge(live.calendarChanges, live.resumed)
      .pipe(debounceTime(QUIET_MS), takeUntilDestroyed())
      .subscribe(() => void this.load());
  }

  private async load(): Promise<void> {
    this.readAt.set(Date.now());
    await this.read.load(() => this.api.list(), { quiet: true });
  }
}
