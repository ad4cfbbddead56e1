import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Connection } from '@expertbook/contracts';
import { MAX_CONNECTIONS } from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Toasts } from '../../ui/toasts';
import { SettingsCard } from '../settings/settings-card';
import { PortalLive } from '../shell/portal-live';
import { ConnectCalendar } from './connect-calendar';
import { ConnectionCard } from './connection-card';
import { ConnectionsStore } from './connections-store';
import { SeenEvents } from './seen-events';

/** Milliseconds of quiet after which a change is read. */
const QUIET_MS = 500;

/** The expert's calendars at other providers, whose events close times: how they are, what was read, and how to add one. */
@Component({
  selector: 'eb-connections-page',
  imports: [ConnectCalendar, ConnectionCard, EmptyState, FailedState, Icon, SeenEvents, SettingsCard],
  templateUrl: './connections-page.html',
  providers: [ConnectionsStore],
  host: { class: 'block space-y-4' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectionsPage {
  protected readonly t = translator('portal-connections');
  protected readonly store = inject(ConnectionsStore);
  private readonly toasts = inject(Toasts);
  private readonly start = viewChild<ElementRef<HTMLElement>>('start');
  protected readonly adding = signal(false);
  protected readonly isFull = computed(() => this.store.connections().length >= MAX_CONNECTIONS);
  protected readonly most = MAX_CONNECTIONS;

  constructor() {
    this.load();
    const { now } = inject(Clock);
    effect(() => {
      now();
      untracked(() => this.follow());
    });
    const live = inject(PortalLive);
    merge(live.calendarChanges, live.resumed)
      .pipe(debounceTime(QUIET_MS), takeUntilDestroyed())
      .subscribe(() => this.follow());
  }

  protected load(): void {
    void this.store.load();
  }

  protected connected(connection: Connection): void {
    this.close();
    this.toasts.show(this.t('connected', { name: connection.name }));
  }

  /** Gives the focus back to where the form was opened, or its place. */
  protected close(): void {
    this.adding.set(false);
    requestAnimationFrame(() => this.start()?.nativeElement.focus());
  }

  /** The list has lost the item that had the focus. */
  protected disconnected(): void {
    requestAnimationFrame(() => document.getElementById('connections-title')?.focus());
  }

  /** What the server reads by itself is shown here without a reload. */
  private follow(): void {
    if (this.store.status() === 'ready' && document.visibilityState === 'visible') void this.store.refresh();
  }
}
