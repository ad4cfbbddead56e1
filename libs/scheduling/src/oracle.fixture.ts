/**
 * A second, slow implementation of the rules that shares no code and no method with the engine: it walks cell by cell
 * (five minutes, the grid of everything) through a span of time, asks moment-timezone what the clock on the wall shows,
 * and marks what it sees.
 */
import * as moment from 'moment-timezone/builds/moment-timezone-with-data';
import type { SlotQuestion } from './slots';

const MINUTE = 60_000;
/** Minutes a cell. */
const CELL = 5;
const CELLS_A_DAY = 1440 / CELL;

interface Wall {
  date: string;
  minute: number;
}

function wallAt(zone: string, instant: number): Wall {
  const known = moment.tz.zone(zone);
  if (known === null) throw new Error(zone);
  const text = new Date(instant - known.utcOffset(instant) * MINUTE).toISOString();
  return { date: text.slice(0, 10), minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
}

const wallDays = new Map<string, Wall[]>();

/** What the wall shows in each cell of a UTC day. */
function wallsOf(zone: string, utcDay: number): Wall[] {
  const key = `${zone} ${utcDay}`;
  const known = wallDays.get(key);
  if (known !== undefined) return known;
  const walls = Array.from({ length: CELLS_A_DAY }, (_, i) =>
    wallAt(zone, utcDay * 86_400_000 + i * CELL * MINUTE),
  );
  wallDays.set(key, walls);
  return walls;
}

function nextDate(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Everything the oracle knows of one question around the instants `from` to `to`. */
export class Oracle {
  private readonly base: number;
  private readonly walls: Wall[] = [];
  private readonly open: boolean[] = [];
  /** First cell of the grid that a cell belongs to, -1 while closed. */
  private readonly anchor: number[] = [];
  private readonly firstCells = new Map<string, number>();
  private readonly zone: string;
  private readonly windowFirst: string;
  private readonly windowLast: string;
  private readonly booked: { minutes: number; date: string; monday: string }[];

  constructor(
    private readonly q: SlotQuestion,
    from: number,
    to: number,
    marginDays = 11,
  ) {
    this.zone = q.hours.timeZone;
    const firstDay = Math.floor(from / 86_400_000) - marginDays;
    const lastDay = Math.ceil(to / 86_400_000) + marginDays;
    this.base = firstDay * 86_400_000;
    for (let day = firstDay; day <= lastDay; day++) this.walls.push(...wallsOf(this.zone, day));
    const cells = this.walls.length;
    this.markOpen(cells);
    this.windowFirst = q.rules.window.kind === 'range' ? q.rules.window.start : '0000-01-01';
    this.windowLast = this.lastDate();
    this.booked = q.booked.map(({ start, minutes }) => {
      const { date } = wallAt(this.zone, start);
      return { minutes, date, monday: mondayBefore(date) };
    });
    const allWeek = q.hours.weekly.every((_, weekday) => this.isFullDay(weekday));
    for (let i = 0; i < cells; i++) {
      const newDay = i > 0 && this.walls[i]?.date !== this.walls[i - 1]?.date;
      if (!this.open[i]) this.anchor.push(-1);
      else if (i > 0 && this.open[i - 1] && !(allWeek && newDay))
        this.anchor.push(this.anchor[i - 1] as number);
      else this.anchor.push(i);
    }
  }

  private isFullDay(weekday: number): boolean {
    const covered = new Set<number>();
    for (const range of this.q.hours.weekly[weekday] ?? []) {
      for (let m = minutesOf(range.start); m < this.endOf(range.end); m++) covered.add(m);
    }
    return covered.size === 1440;
  }

  private endOf(time: string): number {
    return time === '23:59' ? 1440 : minutesOf(time);
  }

  private markOpen(cells: number): void {
    for (let i = 0; i < cells; i++) this.open.push(false);
    this.walls.forEach((wall, i) => {
      if (!this.firstCells.has(wall.date)) this.firstCells.set(wall.date, i);
    });
    const dates = [...this.firstCells.keys()].slice(1, -1);
    for (const date of dates) {
      if (this.isAway(date)) continue;
      const override = this.q.hours.overrides.findLast((candidate) => candidate.date === date);
      const weekday = weekdayOf(date);
      for (const range of override?.ranges ?? this.q.hours.weekly[weekday] ?? []) {
        const start = this.cellOf(date, minutesOf(range.start));
        const end = this.cellOf(date, this.endOf(range.end));
        for (let i = start; i < end; i++) if (this.walls[i]?.date === date) this.open[i] = true;
      }
    }
  }

  /** Cell of a wall time: its first showing, or as far behind the gap as the time lies in it. */
  private cellOf(date: string, minute: number): number {
    if (minute === 1440) return this.cellOf(nextDate(date), 0);
    for (let i = this.firstCells.get(date) as number; i < this.walls.length; i++) {
      const wall = this.walls[i] as Wall;
      if (wall.date === date && wall.minute === minute) return i;
      if (wall.date === date && wall.minute < minute) continue;
      // Jumped over: the last cell before the gap tells how far the time lies in it.
      const before = this.walls[i - 1] as Wall;
      const minutesIn = minute - before.minute - CELL + (before.date === date ? 0 : 1440);
      return i + minutesIn / CELL;
    }
    throw new Error(`${date} ${minute} lies outside the margin`);
  }

  private isAway(date: string): boolean {
    return this.q.hours.outOfOffice.some((absence) => absence.start <= date && date <= absence.end);
  }

  /** Every reason against a start, in the engine's order. */
  reasons(start: number): string[] {
    const { rules, busy, openSessions, now } = this.q;
    const reasons: string[] = [];
    const cell = (start - this.base) / MINUTE / CELL;
    const date = (this.walls[cell] as Wall).date;
    if (start < now) reasons.push('in_the_past');
    else if (start - now < rules.minimumNotice * MINUTE) reasons.push('min_notice');
    if (date < this.windowFirst || date > this.windowLast) reasons.push('out_of_window');
    const step = rules.slotInterval ?? Math.min(30, rules.duration);
    let fits = true;
    let away = false;
    for (let i = cell; i < cell + rules.duration / CELL; i++) {
      fits &&= this.open[i] === true;
      away ||= this.isAway((this.walls[i] as Wall).date);
    }
    if (!fits) reasons.push(away ? 'out_of_office' : 'outside_hours');
    else if (((cell - (this.anchor[cell] as number)) * CELL) % step !== 0) reasons.push('off_grid');
    const places = openSessions.get(start);
    if (places !== undefined) return places > 0 ? reasons : [...reasons, 'slot_taken'];
    if (this.limitReached(date)) reasons.push('limit_reached');
    const kinds = new Set<string>();
    for (let m = -rules.bufferBefore; m < rules.duration + rules.bufferAfter; m += CELL) {
      const minute = start + m * MINUTE;
      for (const interval of busy) {
        if (
          interval.start < minute + CELL * MINUTE &&
          minute < interval.end &&
          interval.start < interval.end
        ) {
          kinds.add(interval.kind);
        }
      }
    }
    if (kinds.has('booking')) reasons.push('slot_taken');
    if (kinds.has('hold')) reasons.push('slot_held');
    if (kinds.has('external')) reasons.push('busy_elsewhere');
    return reasons;
  }

  /** Every five-minute instant in `[from, to)` without a reason against it. */
  list(from: number, to: number): number[] {
    const free: number[] = [];
    for (let t = Math.ceil(from / (5 * MINUTE)) * 5 * MINUTE; t < to; t += 5 * MINUTE) {
      if (this.reasons(t).length === 0) free.push(t);
    }
    return free;
  }

  /** Last date of a rolling window, counted day by day. */
  private lastDate(): string {
    const { window } = this.q.rules;
    if (window.kind === 'range') return window.end;
    let last = wallAt(this.zone, this.q.now).date;
    for (let left = window.days; left > 0;) {
      last = nextDate(last);
      const weekday = weekdayOf(last);
      if (window.unit === 'calendar_days' || (weekday !== 0 && weekday !== 6)) left--;
    }
    return last;
  }

  private limitReached(date: string): boolean {
    const { limits, duration } = this.q.rules;
    const monday = mondayBefore(date);
    const today = this.booked.filter((session) => session.date === date);
    const week = this.booked.filter((session) => session.monday === monday);
    const minutes = today.reduce((sum, session) => sum + session.minutes, 0);
    return (
      (limits.perDay !== null && today.length + 1 > limits.perDay) ||
      (limits.perWeek !== null && week.length + 1 > limits.perWeek) ||
      (limits.minutesPerDay !== null && minutes + duration > limits.minutesPerDay)
    );
  }
}

function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay();
}

const mondays = new Map<string, string>();

function mondayBefore(date: string): string {
  let day = mondays.get(date) ?? date;
  while (weekdayOf(day) !== 1) day = nextDate(day, -1);
  mondays.set(date, day);
  return day;
}
