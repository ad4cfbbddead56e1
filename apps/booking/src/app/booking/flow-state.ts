import type { Signal } from '@angular/core';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type {
  IsoInstant,
  LocalDate,
  PublicEventTypePage,
  Slot,
  SlotView,
  TimeZoneName,
} from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { LinkSecret } from '../data/link-secret';
import type { BookingKey } from '../data/public-http';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { cityOf } from '@expertbook/web-shared/ui/zoned-time';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addMonths, isLocalDate, isMonthKey, monthOf } from '@expertbook/web-shared/ui/calendar-dates';
import { dayAndMonth } from './date-text';
import type { FlowParams } from './flow-address';
import { FlowAddress } from './flow-address';
import { HoldKeeper } from './hold-keeper';
import { ShownDays } from './shown-days';
import { SlotFeed } from './slot-feed';
import type { OwnClaim } from './slot-store';
import { storeView } from './slot-view';
import { VisitorZone } from './visitor-zone';
import type { WallTime } from './wall-time';
import { isoInstant, parseSlotParam, slotParam, wallTime, wallTimeIn, wallTimeNear } from './wall-time';

const SAME_CLAIM = {
  equal: (a: OwnClaim | null, b: OwnClaim | null) =>
    a?.slot.start === b?.slot.start && a?.duration === b?.duration && a?.held === b?.held,
};

/**
 * The visitor's choices on a booking page. They are stored in the address only, so that reload, Back and shared links
 * work. This class reads them, adds what is known, and changes them.
 */
@Injectable()
export class FlowState {
  readonly feed = inject(SlotFeed);
  readonly keeper = inject(HoldKeeper);
  private readonly address = inject(FlowAddress);
  private readonly visitor = inject(VisitorZone);
  private readonly clock = inject(Clock);
  private readonly announcer = inject(Announcer);
  private readonly secret = inject(LinkSecret);
  private readonly t = translator('booking');

  private page!: Signal<PublicEventTypePage>;
  private params!: Signal<FlowParams>;
  private moved!: Signal<BookingKey | null>;
  private readonly dayNoteSignal = signal<string | null>(null);

  /** Shown when the same instant falls on another day in a newly chosen zone. */
  readonly dayNote = this.dayNoteSignal.asReadonly();
  readonly zone = this.visitor.zone;
  readonly eventType = computed(() => this.page().eventType);
  readonly duration = computed(() => {
    const { durations } = this.page().eventType;
    const asked = Number(this.params().duration);
    return durations.includes(asked) ? asked : (durations[0] ?? 30);
  });
  readonly today = this.visitor.today;
  /** The chosen instant in ms; null while choosing. */
  readonly instant = computed(() => parseSlotParam(this.params().slot));
  private readonly shown = new ShownDays({
    params: () => this.params(),
    defaultView: () => this.page().eventType.defaultView,
    today: this.today,
    zone: this.zone,
    instant: this.instant,
    free: this.feed.days,
  });
  readonly view = this.shown.view;
  readonly columns = this.shown.columns;
  readonly month = this.shown.month;
  readonly ending = this.shown.ending;
  readonly from = this.shown.from;
  private readonly months = this.shown.months;
  /** Wall time of the chosen instant, in the visitor's zone. */
  readonly chosen = computed<WallTime | null>(() => {
    const instant = this.instant();
    return instant === null ? null : this.localOf(instant);
  });
  readonly date = computed<LocalDate | null>(() => {
    const chosen = this.chosen();
    if (chosen) return chosen.date;
    const { date } = this.params();
    if (isLocalDate(date) && this.months().includes(monthOf(date))) return date;
    return Object.keys(this.feed.days()).sort()[0] ?? null;
  });
  readonly slots = computed<readonly Slot[]>(() => this.feed.days()[this.date() ?? ''] ?? []);
  /** Times of the shown day that other clients hold right now. */
  readonly held = computed<readonly IsoInstant[]>(() => this.feed.heldDays()[this.date() ?? ''] ?? []);
  /** The chosen time is no longer available; {@link LostTime} explains why. */
  readonly lost = signal(false);
  /** The zone's offset on the shown day, as the API wrote it where it did. */
  readonly offset = computed(() => {
    const slot = this.slots()[0];
    if (slot) return wallTime(slot.start).offset;
    return this.chosen()?.offset ?? wallTimeIn(this.clock.now().getTime(), this.zone()).offset;
  });
  readonly zoneCity = computed(() => cityOf(this.zone()));

  /** The secret of the link that opened the page; null without one. */
  link(): string | null {
    const { expert, eventType } = this.page();
    return this.secret.of(expert.handle, eventType.slug);
  }

  /** Call once, in the owner's injection context. */
  connect(
    page: Signal<PublicEventTypePage>,
    params: Signal<FlowParams>,
    moved: Signal<BookingKey | null> = signal(null),
  ): void {
    this.page = page;
    this.params = params;
    this.visitor.follow(params);
    effect(() => {
      const { expert, eventType } = this.page();
      const query = {
        handle: expert.handle,
        eventType,
        duration: this.duration(),
        zone: this.zone(),
        moved: moved(),
      };
      const months = this.months();
      untracked(() => this.feed.ask(query, months));
    });
    this.moved = moved;
    effect(() => {
      this.instant();
      this.duration();
      this.page();
      untracked(() => this.claim());
    });
    effect(() => {
      const own = this.own();
      untracked(() => this.feed.claim(own));
    });
    effect(() => {
      const { kind } = this.keeper.state();
      if (kind === 'expired' || kind === 'lost') untracked(() => this.feed.doubt());
    });
    effect(() => {
      if (this.feed.problem()?.code === 'unknown_time_zone')
        this.visitor.standIn(this.page().expert.timeZone);
    });
    effect(() => {
      const first =
        this.instant() === null && !isMonthKey(this.params().month) && !isLocalDate(this.params().date);
      const empty = this.feed.status() === 'ready' && Object.keys(this.feed.days()).length === 0;
      if (first && empty) this.shown.lookFurther();
    });
  }

  /** Holds the chosen instant for the visitor; also again, when it was lost and is free. */
  claim(): void {
    const instant = this.instant();
    const { id: eventTypeId, seats } = this.page().eventType;
    // Seats of group sessions are not held: one is free until it is booked.
    if (instant === null || seats > 1) return this.keeper.release();
    void this.keeper.claim(
      { eventTypeId, start: new Date(instant).toISOString(), duration: this.duration() },
      { booking: this.moved(), link: this.link() },
    );
  }

  /** Wall time of any instant in the visitor's zone: from the API's own offsets where one is near. */
  localOf(instant: number): WallTime {
    const own = this.feed.own()?.slot.start;
    const starts = Object.values(this.feed.days())
      .flat()
      .map(({ start }) => start);
    return wallTimeNear(
      instant,
      starts.filter((start) => start !== own),
      this.zone(),
    );
  }

  showMonth(month: MonthKey): void {
    this.address.change({ month, date: null });
  }

  nextMonth(): void {
    this.showMonth(addMonths(this.month(), 1));
  }

  chooseView(view: SlotView): void {
    this.shown.remember(view);
    storeView(view);
    this.address.change({ view });
  }

  /** First day of the week or the list; null restores the default. */
  showFrom(date: LocalDate | null): void {
    this.address.change({ date, month: date && monthOf(date) });
  }

  /** Number of months that the list contains. */
  readonly monthCount = computed(() => this.months().length);

  /** Adds a month to the list. */
  deepen(): void {
    this.shown.deepen();
  }

  chooseDate(date: LocalDate): void {
    // In the last week of a month the days of both months are shown, and stay visible.
    this.address.change({ date, month: this.ending() ? this.month() : monthOf(date) });
    const times = this.feed.days()[date]?.length ?? 0;
    this.announcer.announce(this.t('news.dayFree', { count: times, day: dayAndMonth(date, dateLocale()) }));
  }

  chooseDuration(minutes: number): void {
    this.address.change({ duration: String(minutes) });
  }

  /** Opens the form for an instant; `instead` when it replaces a lost one. */
  chooseSlot(instant: number, { instead = false } = {}): void {
    this.dayNoteSignal.set(null);
    const { date } = this.localOf(instant);
    const changes = { slot: slotParam(instant), date, month: monthOf(date) };
    if (instead) this.address.change(changes);
    else this.address.advance(changes);
  }

  /** Returns to the times, like the browser's Back. */
  leaveForm(): void {
    this.dayNoteSignal.set(null);
    const date = this.chosen()?.date ?? null;
    this.address.retreat({ slot: null, date, month: date && monthOf(date) });
  }

  /** Changes the zone. The chosen slot stays the same instant. */
  chooseZone(zone: TimeZoneName): void {
    const instant = this.instant();
    const before = this.chosen()?.date;
    this.visitor.choose(zone);
    this.address.change({ tz: zone });
    if (instant === null || !before) {
      this.announcer.announce(this.t('news.zone', { city: cityOf(zone) }));
      return;
    }
    const { date } = wallTimeIn(instant, zone);
    const note = this.t('flow.dayNote', { city: cityOf(zone), day: dayAndMonth(date, dateLocale()) });
    this.dayNoteSignal.set(date === before ? null : note);
    this.announcer.announce(date === before ? this.t('news.zone', { city: cityOf(zone) }) : note);
  }

  private readonly own = computed<OwnClaim | null>(() => {
    const instant = this.instant();
    if (instant === null) return null;
    const wall = this.localOf(instant);
    const { kind } = this.keeper.state();
    // A push about a lost time concerns another client's claim.
    if (kind === 'lost') return null;
    const held = kind === 'held';
    return { slot: { start: isoInstant(wall) }, day: wall.date, duration: this.duration(), held };
  }, SAME_CLAIM);
}
