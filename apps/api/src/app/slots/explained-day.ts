import type { DayBand, ExplainedDay } from '@expertbook/contracts';
import { DAY_BAND_KINDS } from '@expertbook/contracts';
import type { SlotQuestion } from '@expertbook/scheduling';
import { addDays, formatInstant, localDateAt, stretchesOf, toInstant } from '@expertbook/scheduling';
import type { BookingRecord } from '../calendars/booking.schema';

/** A local day in epoch milliseconds, half-open. */
export interface DaySpan {
  date: string;
  from: number;
  to: number;
}

/** The drawn part of a claim: nothing about the client except the booking's uid. */
export const DAY_CLAIM_FIELDS = {
  status: 1,
  start: 1,
  end: 1,
  padStart: 1,
  padEnd: 1,
  title: 1,
  expiresAt: 1,
  'attendees.uid': 1,
  'attendees.status': 1,
} as const;

export type DayClaim = Pick<
  BookingRecord,
  'status' | 'start' | 'end' | 'padStart' | 'padEnd' | 'title' | 'expiresAt'
> & { attendees: Pick<BookingRecord['attendees'][number], 'uid' | 'status'>[] };

/** The local day in a zone of an instant (epoch milliseconds). */
export function dayAround(zone: string, instant: number): DaySpan {
  const date = localDateAt(zone, instant);
  return { date, from: toInstant(zone, date, 0), to: toInstant(zone, addDays(date, 1), 0) };
}

/** Busy time of a connected calendar, epoch milliseconds. */
export interface ExternalTime {
  /** The calendar's. */
  name: string;
  start: number;
  end: number;
}

/** A day with everything that decides about its times, as sent to the client. */
export function toExplainedDay(
  zone: string,
  { date, from, to }: DaySpan,
  question: SlotQuestion,
  claims: readonly DayClaim[],
  external: readonly ExternalTime[],
): ExplainedDay {
  const within = (instant: number) => formatInstant(zone, Math.min(Math.max(instant, from), to));
  const span = (start: number, end: number) => ({ start: within(start), end: within(end) });
  const rules: DayBand[] = stretchesOf({ ...question, from, to }).map(({ kind, start, end }) => ({
    kind,
    ...span(start, end),
  }));
  const taken = claims.filter((claim) => !isOver(claim, question.now)).map((claim) => bandOf(claim, span));
  const elsewhere = external
    .filter((time) => time.start < to && time.end > from)
    .map(({ name, start, end }): DayBand => ({ kind: 'external', ...span(start, end), title: name }));
  const place = ({ kind }: DayBand) => DAY_BAND_KINDS.indexOf(kind);
  return {
    date,
    start: formatInstant(zone, from),
    end: formatInstant(zone, to),
    bands: [...rules, ...taken, ...elsewhere].sort((a, b) => place(a) - place(b)),
  };
}

function isOver({ status, expiresAt }: DayClaim, now: number): boolean {
  return status === 'held' && (expiresAt?.getTime() ?? 0) <= now;
}

function bandOf(
  { status, title, attendees, ...claim }: DayClaim,
  span: (start: number, end: number) => Pick<DayBand, 'start' | 'end'>,
): DayBand {
  const [start, end] = [claim.start.getTime(), claim.end.getTime()];
  const [padStart, padEnd] = [claim.padStart.getTime(), claim.padEnd.getTime()];
  const isPadded = padStart < start || padEnd > end;
  const living = attendees.filter((one) => one.status === 'confirmed' || one.status === 'pending');
  return {
    kind: status === 'held' ? 'hold' : status === 'blocked' ? 'block' : 'booking',
    ...span(start, end),
    ...(isPadded && { padded: span(padStart, padEnd) }),
    title,
    ...(living.length > 0 && { bookingUids: living.map(({ uid }) => uid) }),
  };
}
