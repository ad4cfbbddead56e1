import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { LocalDate, PublicEventTypePage, Slot, SlotView } from '@expertbook/contracts';
import { HOUR_CYCLES, HOURS_OF_CYCLE, SLOT_VIEWS } from '@expertbook/contracts';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { keepInitialHtml, drawnParts } from '../ui/initial-html';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Hours, WeekStart, dateLocale } from '@expertbook/web-shared/platform/locale';
import { longDate } from './date-text';
import type { MovedBooking } from './details-step';
import { DetailsStep } from './details-step';
import { EventSummary } from './event-summary';
import type { FlowParams } from './flow-address';
import { FlowAddress } from './flow-address';
import { FlowState } from './flow-state';
import { HoldKeeper } from './hold-keeper';
import { LiveNotice } from './live-notice';
import { MonthCalendar } from './month-calendar';
import { MovingNote } from './moving-note';
import { NextTimes } from './next-times';
import { SlotFeed } from './slot-feed';
import { SlotsFailure } from './slots-failure';
import { TimeList } from './time-list';
import { VisitorZone } from './visitor-zone';
import { offsetText, timeText, wallTimeAt } from './wall-time';
import { WeekView } from './week-view';
import { ZoneDialog } from './zone-dialog';

const PARTS = 5;
/** The initial HTML is removed after this time even when the code of a view does not load. */
const VIEW_DEADLINE_MS = 3_000;

/** From free times to a booking: calendar, times, details. The same steps reschedule an existing booking. */
@Component({
  selector: 'eb-booking-flow',
  imports: [
    DetailsStep,
    EventSummary,
    Icon,
    LiveNotice,
    MonthCalendar,
    MovingNote,
    NextTimes,
    SlotsFailure,
    TimeList,
    WeekView,
    ZoneDialog,
  ],
  providers: [FlowAddress, FlowState, SlotFeed, VisitorZone, HoldKeeper],
  templateUrl: './booking-flow.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingFlow {
  readonly page = input.required<PublicEventTypePage>();
  readonly params = input.required<FlowParams>();
  readonly moving = input<MovedBooking | null>(null);

  protected readonly state = inject(FlowState);
  protected readonly feed = this.state.feed;
  protected readonly hours = inject(Hours);
  protected readonly week = inject(WeekStart);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly t = translator('booking');
  protected readonly failure = computed(() => (this.feed.status() === 'failed' ? this.feed.problem() : null));
  protected readonly views = SLOT_VIEWS;
  protected readonly cycles = HOUR_CYCLES;
  protected readonly hoursOf = HOURS_OF_CYCLE;
  /** The week or the list is drawn: their code is fetched when they are shown. */
  protected readonly drawn = signal(false);
  protected readonly zoneOpen = signal(false);
  /** The strings of the form and of the zone dialog are loaded; only then are their components fetched. */
  protected readonly formReady = signal(false);
  private readonly moved = computed(() => {
    const moving = this.moving();
    return moving && { uid: moving.booking.uid, token: moving.token };
  });
  protected readonly choosing = computed(() => this.state.instant() === null);
  /** The summary, the head of the calendar, its weeks in two parts, the times. */
  protected readonly parts = drawnParts(PARTS);
  protected readonly weeks = computed(() => Math.min(6, 3 * (this.parts() - 2)));
  protected readonly offset = computed(() => offsetText(this.state.offset()));
  protected readonly chosenText = computed(() => {
    const start = this.state.chosen();
    const instant = this.state.instant();
    if (!start || instant === null) return null;
    const end = wallTimeAt(instant + this.state.duration() * 60_000, start.offset);
    const cycle = this.hours.cycle();
    return {
      date: longDate(start.date, dateLocale()),
      time: `${timeText(start.time, cycle)} – ${timeText(end.time, cycle)}`,
    };
  });

  constructor() {
    keepInitialHtml(() => this.parts() === PARTS && (this.drawn() || this.state.view() === 'month'));
    setTimeout(() => this.drawn.set(true), VIEW_DEADLINE_MS);
    this.state.connect(this.page, this.params, this.moved);
    const texts = inject(LanguageService);
    effect(() => {
      if (this.formReady()) return;
      if (this.choosing() && !this.zoneOpen() && this.feed.status() !== 'ready') return;
      void texts.load('booking-form').then(
        () => this.formReady.set(true),
        () => undefined,
      );
    });
    let former: number | null = null;
    effect(() => {
      const instant = this.state.instant();
      untracked(() => {
        if (instant === null && former !== null) this.returnFocus(former);
        former = instant;
      });
    });
  }

  protected viewText(view: SlotView): string {
    return this.t(`view.${view}`);
  }

  protected pickDate(date: LocalDate): void {
    this.state.chooseDate(date);
    // On a phone the times are below the calendar: scroll to them.
    if (matchMedia('(max-width: 767px)').matches) this.reveal('eb-time-list');
  }

  protected pickSlot(slot: Slot): void {
    this.state.chooseSlot(Date.parse(slot.start));
  }

  /** The form manages its own focus. When the visitor leaves it, the focus returns to the time, or to its day. */
  private returnFocus(former: number): void {
    this.focusOn(() => this.find(`[data-slot="${former}"]`) ?? this.find('#eb-day'));
  }

  private focusOn(target: () => HTMLElement | null): void {
    afterNextRender(
      () => {
        target()?.focus({ preventScroll: true });
        this.host.nativeElement.scrollIntoView?.({ block: 'start' });
      },
      { injector: this.injector },
    );
  }

  private reveal(id: string): void {
    // A behaviour that a script sets takes precedence over CSS.
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    afterNextRender(() => this.find(`#${id}`)?.scrollIntoView({ behavior, block: 'nearest' }), {
      injector: this.injector,
    });
  }

  private find(selector: string): HTMLElement | null {
    return this.host.nativeElement.querySelector<HTMLElement>(selector);
  }
}
