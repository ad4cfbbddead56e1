import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type {
  Block,
  Booking,
  CalendarView,
  CreateBlockRequest,
  LocalDate,
  Schedule,
} from '@expertbook/contracts';
import { debounceTime, merge } from 'rxjs';
import { SessionStore } from '../../account/session';
import { CalendarApi } from '../../data/calendar-api';
import { SchedulesApi } from '../../data/schedules-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { mergeBooking } from '../booking-parts/merge-booking';
import { PortalLive } from '../shell/portal-live';
import type { BookingPreview } from './calendar-entries';
import { entriesOf, isShown, knownOffsetsOf } from './calendar-entries';
import { OutsideEvents } from './outside-events';
import type { Wall } from './wall-clock';
import { instantOf, wallIn } from './wall-clock';
import { closedTimes, workingTimes } from './working-hours';

/** Debounce of changes before a read, ms: a booking changes several documents. */
const DEBOUNCE_MS = 250;

/** Local dates of the expert's zone, `to` exclusive. */
export interface DateSpan {
  from: LocalDate;
  to: LocalDate;
}

/** The visible part of the expert's calendar, updated live. Provided by the calendar page. */
@Injectable()
export class CalendarStore {
  private readonly api = inject(CalendarApi);
  private readonly schedulesApi = inject(SchedulesApi);
  private readonly outside = inject(OutsideEvents);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;

  private readonly span = signal<DateSpan | null>(null);
  private readonly view = new Loadable<CalendarView>();
  private readonly schedules = new Loadable<Schedule[]>();
  private readonly previewSignal = signal<BookingPreview | null>(null);

  readonly status = this.view.status;
  readonly problem = this.view.problem;
  readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  private readonly known = computed(() => {
    const view = this.view.value();
    return view ? knownOffsetsOf(view) : [];
  });
  readonly nowWall = computed(() => wallIn(this.zone(), this.now().getTime(), this.known()));
  readonly entries = computed(() => {
    const view = this.view.value();
    const outside = this.outside.events() ?? [];
    return view ? entriesOf(view, this.now().getTime(), this.previewSignal(), outside) : [];
  });
  readonly working = computed(() => {
    const span = this.span();
    const schedule = this.schedules.value()?.find((one) => one.isDefault);
    return span && schedule ? workingTimes(schedule, span.from, span.to, this.zone(), this.known()) : null;
  });
  /** The closed times of the shown dates; none while the hours are unknown. */
  readonly closed = computed(() => {
    const [span, working] = [this.span(), this.working()];
    return span && working ? closedTimes(working, span.from, span.to) : [];
  });

  constructor() {
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    merge(live.calendarChanges, live.resumed)
      .pipe(debounceTime(DEBOUNCE_MS), takeUntilDestroyed())
      .subscribe(() => void this.load(true));
  }

  /** Shows other dates. */
  show(span: DateSpan): void {
    const former = this.span();
    if (former?.from === span.from && former.to === span.to) return;
    this.span.set(span);
    // The former data stays: its entries are outside the new dates.
    void this.load(true);
  }

  async load(quiet = false): Promise<void> {
    const span = this.span();
    if (!span) return;
    const instants = this.instantsOf(span);
    void this.outside.load(instants);
    await Promise.all([
      this.view.load(() => this.api.read(instants), { quiet }),
      this.schedules.load(() => this.schedulesApi.list(), { quiet: true }),
    ]);
  }

  /** A wall time of the expert as the API writes instants. */
  instantOf(wall: Wall): string {
    return new Date(instantOf(wall, this.zone(), this.known())).toISOString();
  }

  /** Shows a booking at another time until the API has responded; null resets it. */
  preview(move: BookingPreview | null): void {
    this.previewSignal.set(move);
  }

  /** Merges a booking of a response or a live update. */
  merge(booking: Booking): void {
    this.view.update((view) => ({
      ...view,
      bookings: mergeBooking(view.bookings, booking, isShown(booking)),
    }));
  }

  /** Replaces the old booking by the new one in one step, so that no entry is drawn twice. */
  replace(former: Booking, booking: Booking): void {
    this.view.update((view) => ({
      ...view,
      bookings: mergeBooking(mergeBooking(view.bookings, former, false), booking, isShown(booking)),
    }));
  }

  async block(request: CreateBlockRequest): Promise<Block> {
    const block = await this.api.block(request);
    this.view.update((view) => ({
      ...view,
      blocks: [...view.blocks.filter((one) => one.id !== block.id), block],
    }));
    return block;
  }

  /** Removes a block at once; restores it when the API rejects that. */
  async unblock(block: Block): Promise<void> {
    const without = (view: CalendarView) => ({
      ...view,
      blocks: view.blocks.filter((one) => one.id !== block.id),
    });
    this.view.update(without);
    try {
      await this.api.unblock(block.id);
    } catch (error) {
      this.view.update((view) => ({ ...without(view), blocks: [...without(view).blocks, block] }));
      throw error;
    }
  }

  private instantsOf({ from, to }: DateSpan): { from: string; to: string } {
    return { from: this.instantOf(`${from}T00:00`), to: this.instantOf(`${to}T00:00`) };
  }
}
