import type { Signal } from '@angular/core';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type {
  IsoInstant,
  LocalDate,
  Problem,
  PublicEventTypePage,
  Slot,
  TimeZoneName,
} from '@expertbook/contracts';
import { translator } from '../i18n/translator';
import { LinkSecret } from '../data/link-secret';
import type { MovedUid } from '../data/public-http';
import { Announcer } from '../ui/announcer';
import { Clock } from '../ui/clock';
import { dateLocale } from '../ui/locale';
import { readSession, writeSession } from '../ui/session-store';
import { browserZone } from '../ui/time-zones';
import { cityOf } from '../ui/zoned-time';
import type { MonthKey } from './calendar-dates';
import { addMonths, isLocalDate, isMonthKey, monthOf } from './calendar-dates';
import { dayAndMonth } from './date-text';
import type { FlowParams } from './flow-address';
import { FlowAddress } from './flow-address';
import { HoldKeeper } from './hold-keeper';
import { SlotFeed } from './slot-feed';
import type { OwnClaim } from './slot-store';
import type { WallTime } from './wall-time';
import { isZone, isoInstant, parseSlotParam, slotParam, wallTime, wallTimeAt, wallTimeIn } from './wall-time';

/** A first look without free times goes on to the next months, this many at the most. */
const MOST_LOOKAHEAD = 3;
const ZONE_KEY = 'eb.zone';
const NEARBY_MS = 12 * 3_600_000;
const SAME_CLAIM = {
  equal: (a: OwnClaim | null, b: OwnClaim | null) =>
    a?.slot.start === b?.slot.start && a?.duration === b?.duration && a?.held === b?.held,
};

/**
 * The visitor's choice on a booking page. The address is the one place that remembers it, so that reload, back and a
 * shared link all work; here it is read, completed with what is known, and changed.
 */
@Injectable()
export class FlowState {
  readonly feed = inject(SlotFeed);
  readonly keeper = inject(HoldKeeper);
  private readonly address = inject(FlowAddress);
  private readonly clock = inject(Clock);
  private readonly announcer = inject(Announcer);
  private readonly secret = inject(LinkSecret);
  private readonly t = translator('booking');

  private page!: Signal<PublicEventTypePage>;
  private params!: Signal<FlowParams>;
  private readonly fallbackZone = signal<TimeZoneName | null>(null);
  /** The last choice in this tab: an address from before it does not know it. */
  private readonly lastZone = signal<TimeZoneName | null>(storedZone());
  private readonly lookahead = signal(0);
  private readonly dayNoteSignal = signal<string | null>(null);

  /** Said when the same moment falls on another day in a newly chosen zone. */
  readonly dayNote = this.dayNoteSignal.asReadonly();
  readonly zone = computed<TimeZoneName>(() => {
    const asked = this.params().tz;
    return this.fallbackZone() ?? (asked && isZone(asked) ? asked : (this.lastZone() ?? browserZone()));
  });
  readonly duration = computed(() => {
    const { durations } = this.page().eventType;
    const asked = Number(this.params().duration);
    return durations.includes(asked) ? asked : (durations[0] ?? 30);
  });
  readonly today = computed<LocalDate>(() => wallTimeIn(this.clock.now().getTime(), this.zone()).date);
  /** The chosen moment in ms; null while choosing. */
  readonly instant = computed(() => parseSlotParam(this.params().slot));
  readonly month = computed<MonthKey>(() => {
    const instant = this.instant();
    const { month, date } = this.params();
    const asked =
      instant !== null
        ? monthOf(wallTimeIn(instant, this.zone()).date)
        : isMonthKey(month)
          ? month
          : isLocalDate(date)
            ? monthOf(date)
            : addMonths(monthOf(this.today()), this.lookahead());
    return asked < monthOf(this.today()) ? monthOf(this.today()) : asked;
  });
  /** The chosen moment on the wall, in the visitor's zone. */
  readonly chosen = computed<WallTime | null>(() => {
    const instant = this.instant();
    return instant === null ? null : this.localOf(instant);
  });
  readonly date = computed<LocalDate | null>(() => {
    const chosen = this.chosen();
    if (chosen) return chosen.date;
    const { date } = this.params();
    if (isLocalDate(date) && monthOf(date) === this.month()) return date;
    return Object.keys(this.feed.days()).sort()[0] ?? null;
  });
  readonly slots = computed<readonly Slot[]>(() => this.feed.days()[this.date() ?? ''] ?? []);
  /** Times of the shown day that somebody is booking right now. */
  readonly held = computed<readonly IsoInstant[]>(() => this.feed.heldDays()[this.date() ?? ''] ?? []);
  /** Why the chosen time cannot be had any more; null while it can. */
  readonly lost = computed<Problem | null>(() => {
    const instant = this.instant();
    if (instant === null) return null;
    const hold = this.keeper.state();
    if (hold.kind === 'lost') return hold.problem;
    if (hold.kind !== 'unheld' && hold.kind !== 'expired') return null;
    return this.feed.fresh() && !this.feed.find(instant, this.month()) ? JUST_TAKEN : null;
  });
  readonly alternatives = computed<readonly number[]>(() => {
    const problem = this.lost();
    const instant = this.instant();
    if (!problem || instant === null) return [];
    const named = (problem.alternatives ?? [])
      .map((text) => Date.parse(text))
      .filter((time) => time !== instant);
    const times = named.length > 0 ? named : this.feed.nearest(instant).map((slot) => Date.parse(slot.start));
    return times.filter((time) => time > this.clock.now().getTime()).slice(0, 4);
  });
  /** The zone's offset on the shown day, as the API wrote it where it did. */
  readonly offset = computed(() => {
    const slot = this.slots()[0];
    if (slot) return wallTime(slot.start).offset;
    return this.chosen()?.offset ?? wallTimeIn(this.clock.now().getTime(), this.zone()).offset;
  });
  readonly zoneCity = computed(() => cityOf(this.zone()));

  /** The secret of the link the page was opened with; null without one. */
  link(): string | null {
    const { expert, eventType } = this.page();
    return this.secret.of(expert.handle, eventType.slug);
  }

  /** To be called once, in the owner's injection context. */
  connect(
    page: Signal<PublicEventTypePage>,
    params: Signal<FlowParams>,
    moved: Signal<MovedUid | null> = signal(null),
  ): void {
    this.page = page;
    this.params = params;
    effect(() => {
      const { expert, eventType } = this.page();
      const query = {
        handle: expert.handle,
        eventType,
        duration: this.duration(),
        zone: this.zone(),
        moved: moved(),
      };
      const month = this.month();
      untracked(() => this.feed.ask(query, month));
    });
    effect(() => {
      const instant = this.instant();
      const duration = this.duration();
      const { id: eventTypeId, seats } = this.page().eventType;
      untracked(() => {
        // Places in group sessions are not held: one is free until it is booked.
        if (instant === null || seats > 1) this.keeper.release();
        else
          void this.keeper.claim(
            { eventTypeId, start: new Date(instant).toISOString(), duration },
            { moved: moved(), link: this.link() },
          );
      });
    });
    effect(() => rememberZone(this.lastZone() ?? browserZone()));
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
        this.fallbackZone.set(this.page().expert.timeZone);
    });
    effect(() => {
      const first =
        this.instant() === null && !isMonthKey(this.params().month) && !isLocalDate(this.params().date);
      const empty = this.feed.status() === 'ready' && Object.keys(this.feed.days()).length === 0;
      if (first && empty) this.lookahead.update((months) => Math.min(months + 1, MOST_LOOKAHEAD));
    });
  }

  /** The wall time of any moment in the visitor's zone: from the API's own offsets where one is near. */
  localOf(instant: number): WallTime {
    const own = this.feed.own()?.slot.start;
    const slots = Object.values(this.feed.days())
      .flat()
      .filter((slot) => slot.start !== own);
    const near = slots.reduce<Slot | null>((best, slot) => {
      const distance = Math.abs(Date.parse(slot.start) - instant);
      if (distance > NEARBY_MS) return best;
      return best && Math.abs(Date.parse(best.start) - instant) <= distance ? best : slot;
    }, null);
    return near ? wallTimeAt(instant, wallTime(near.start).offset) : wallTimeIn(instant, this.zone());
  }

  showMonth(month: MonthKey): void {
    this.address.change({ month, date: null });
  }

  /** Back to the first look: the next days with free times. */
  earliest(): void {
    this.address.change({ month: null, date: null });
  }

  nextMonth(): void {
    this.showMonth(addMonths(this.month(), 1));
  }

  chooseDate(date: LocalDate): void {
    this.address.change({ date, month: monthOf(date) });
    const times = this.feed.days()[date]?.length ?? 0;
    this.announcer.say(this.t('news.dayFree', { count: times, day: dayAndMonth(date, dateLocale()) }));
  }

  chooseDuration(minutes: number): void {
    this.address.change({ duration: String(minutes) });
  }

  /** Opens the form for a moment; `instead` when it takes the place of a lost one. */
  chooseSlot(instant: number, { instead = false } = {}): void {
    this.dayNoteSignal.set(null);
    const { date } = this.localOf(instant);
    const changes = { slot: slotParam(instant), date, month: monthOf(date) };
    if (instead) this.address.change(changes);
    else this.address.advance(changes);
  }

  /** Back to the times; the browser's own Back does the same. */
  leaveForm(): void {
    this.dayNoteSignal.set(null);
    const date = this.chosen()?.date ?? null;
    this.address.retreat({ slot: null, date, month: date && monthOf(date) });
  }

  /** The same moments, on other walls: a chosen slot stays the instant it is. */
  chooseZone(zone: TimeZoneName): void {
    const instant = this.instant();
    const before = this.chosen()?.date;
    this.fallbackZone.set(null);
    this.lastZone.set(zone);
    writeSession(ZONE_KEY, zone);
    this.address.change({ tz: zone });
    if (instant === null || !before) {
      this.announcer.say(this.t('news.zone', { city: cityOf(zone) }));
      return;
    }
    const { date } = wallTimeIn(instant, zone);
    const note = this.t('flow.dayNote', { city: cityOf(zone), day: dayAndMonth(date, dateLocale()) });
    this.dayNoteSignal.set(date === before ? null : note);
    this.announcer.say(date === before ? this.t('news.zone', { city: cityOf(zone) }) : note);
  }

  private readonly own = computed<OwnClaim | null>(() => {
    const instant = this.instant();
    if (instant === null) return null;
    const wall = this.localOf(instant);
    const held = this.keeper.state().kind === 'held';
    return { slot: { start: isoInstant(wall) }, day: wall.date, duration: this.duration(), held };
  }, SAME_CLAIM);
}

const JUST_TAKEN: Problem = {
  type: 'about:blank',
  title: 'Just taken',
  status: 409,
  detail: 'Someone else has just booked this time.',
  instance: '',
  code: 'slot_taken',
};

/** The API writes the first times of the next visit in this zone, so that nothing has to be sorted or asked again. */
function rememberZone(zone: TimeZoneName): void {
  document.cookie = `tz=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

function storedZone(): TimeZoneName | null {
  const zone = readSession(ZONE_KEY);
  return typeof zone === 'string' && isZone(zone) ? zone : null;
}
