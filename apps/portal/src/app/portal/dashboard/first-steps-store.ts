import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Schedule } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { SchedulesApi } from '../../data/schedules-api';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { profileGap, firstSteps, isBeginner } from '../first-steps/first-steps';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { DashboardStore } from './dashboard-store';

interface Account {
  schedules: Schedule[];
  /** There is at least one booking, past or future. */
  booked: boolean;
}

/**
 * The first steps of a new expert. They are shown while one of them is open, and once more when all are done. Provided
 * by the dashboard.
 */
@Injectable()
export class FirstStepsStore {
  private readonly schedulesApi = inject(SchedulesApi);
  private readonly bookingsApi = inject(ExpertBookingsApi);
  private readonly texts = inject(LanguageService);
  private readonly session = inject(SessionStore);
  private readonly dashboard = inject(DashboardStore);
  private readonly memory = inject(FirstStepsMemory);
  private readonly now = inject(Clock).now;

  private readonly account = signal<Account | null>(null);
  private readonly shownSignal = signal(false);
  private readonly settledSignal = signal(false);
  /** Whether the list is shown on the page. */
  readonly shown = computed(() => this.shownSignal() && this.steps().length > 0);
  /** It is known whether the list is shown. */
  readonly settled = this.settledSignal.asReadonly();

  readonly schedules = computed(() => this.account()?.schedules ?? []);
  readonly faceLack = computed(() => {
    const expert = this.session.expert();
    return expert && profileGap(expert);
  });
  /** Empty until they are known. */
  readonly steps = computed(() => {
    const [account, expert] = [this.account(), this.session.expert()];
    if (!account || !expert) return [];
    const { seen, shared } = this.memory.remembered();
    const booked = account.booked || !this.dashboard.free();
    const eventTypes = this.dashboard.eventTypes() ?? [];
    return firstSteps({ schedules: account.schedules, eventTypes, expert, seen, shared, booked });
  });
  readonly done = computed(() => this.steps().filter((step) => step.done).length);
  readonly complete = computed(() => this.steps().length > 0 && this.done() === this.steps().length);

  constructor() {
    effect(() => {
      // Once all are done, removing a photo does not show the list again.
      if (this.complete()) untracked(() => this.memory.update({ hidden: true }));
    });
  }

  /**
   * Determines the open steps. Never rejects: without a response the list is hidden.
   *
   * @param dashboard settles when the dashboard has been read
   */
  async load(dashboard: Promise<void>): Promise<void> {
    try {
      if (!this.memory.remembered().hidden) await this.readAccount(dashboard);
    } catch {
      // The dashboard works without the list.
    } finally {
      this.settledSignal.set(true);
    }
  }

  hide(): void {
    this.shownSignal.set(false);
    this.memory.update({ hidden: true });
  }

  /** Undoes {@link hide}. */
  show(): void {
    this.shownSignal.set(true);
    this.memory.update({ hidden: false });
  }

  private async readAccount(dashboard: Promise<void>): Promise<void> {
    const { begun } = this.memory.remembered();
    // Experienced experts need not wait for data that only the first steps need.
    if (!this.isBeginner()) await dashboard;
    if (!this.isBeginner()) return;
    const [schedules, { items }] = await Promise.all([
      this.schedulesApi.list(),
      this.bookingsApi.list({ limit: 1 }),
      this.texts.load('portal-availability'),
      dashboard,
    ]);
    this.account.set({ schedules, booked: items.length > 0 });
    // Completed on another page: the list shows once that all is done. Where it was never shown there is nothing to
    // show.
    this.shownSignal.set(!this.complete() || begun);
    this.memory.update({ begun: true });
  }

  private isBeginner(): boolean {
    const user = this.session.user();
    // Until event types are loaded they are assumed to exist.
    const eventTypes = this.dashboard.eventTypes() ?? [{ active: true }];
    return user !== null && isBeginner(user.createdAt, this.now(), eventTypes);
  }
}
