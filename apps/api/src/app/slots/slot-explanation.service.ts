import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { SlotExplanation, SlotObstacle } from '@expertbook/contracts';
import type { Obstacle } from '@expertbook/scheduling';
import { explain, formatInstant } from '@expertbook/scheduling';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import type { CalendarTimes } from '../calendars/calendar-times';
import { BookingRecord } from '../calendars/booking.schema';
import { DomainError } from '../http/domain-error';
import { CalendarCache } from '../availability/calendar-cache';
import { calendarsOf, ExternalCalendarNames } from '../availability/external-calendars';
import type { DayClaim, DaySpan, ExternalTime } from './explained-day';
import { DAY_CLAIM_FIELDS, dayAround, toExplainedDay } from './explained-day';
import { externalColumns } from '../availability/external-columns';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import type { SlotExplanationQueryDto } from './slot-explanation.dto';
import { claimsRange, slotQuestion } from '../availability/slot-question';
import { offeredDuration } from './slots.service';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** "Why is 10:00 not offered?", explained by the engine that decides it. */
@Injectable()
export class SlotExplanationService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly offers: OffersReader,
    private readonly calendarCache: CalendarCache,
    private readonly calendarNames: ExternalCalendarNames,
  ) {}

  /**
   * All reasons against a start of the expert's own event type. Times are in the expert's zone.
   * @throws DomainError `not_found` for other experts' event types, `event_type_inactive`, `invalid_duration`
   */
  async explain(
    expert: SignedInExpert,
    handle: string,
    slug: string,
    query: SlotExplanationQueryDto,
  ): Promise<SlotExplanation> {
    if (handle !== expert.handle) throw new DomainError('not_found');
    const offer = await this.offers.byLink(handle, slug, expert.expertId);
    const duration = offeredDuration(offer, query.duration);
    const start = Date.parse(query.start);
    const day = dayAround(offer.expert.timeZone, start);
    const range = claimsRange(offer, duration, day.from, day.to);
    const times = await this.calendarCache.claimsOf(offer.calendar, range);
    const question = slotQuestion(offer, duration, times, Date.now());
    const obstacles = explain({ ...question, start });
    const external = await this.externalTimes(offer, times);
    return {
      start: formatInstant(offer.expert.timeZone, start),
      duration,
      bookable: obstacles.length === 0,
      obstacles: await Promise.all(obstacles.map((obstacle) => this.present(offer, obstacle, external))),
      day: toExplainedDay(offer.expert.timeZone, day, question, await this.claimsOn(offer, day), external),
    };
  }

  /** Claims on a day, by start. */
  private claimsOn({ expert }: Offer, { from, to }: DaySpan): Promise<DayClaim[]> {
    return this.bookings
      .find(
        {
          expertId: expert._id,
          live: true,
          padStart: trusted({ $lt: new Date(to) }),
          padEnd: trusted({ $gt: new Date(from) }),
        },
        DAY_CLAIM_FIELDS,
      )
      .sort({ start: 1 })
      .lean<DayClaim[]>()
      .exec();
  }

  /** The busy time of connected calendars; one that is closed is busy all the time. */
  private async externalTimes(
    { expert, eventType }: Offer,
    { external }: CalendarTimes,
  ): Promise<ExternalTime[]> {
    const counted = calendarsOf(expert, eventType._id);
    if (counted.length === 0) return [];
    const calendars = await this.calendarNames.namesOf(counted.map(({ calendarId }) => calendarId));
    return calendars.flatMap(({ _id, name }) => {
      if (counted.some(({ calendarId, isClosed }) => isClosed && calendarId.equals(_id)))
        return [{ name, start: -Infinity, end: Infinity }];
      const { starts, ends } = externalColumns(external, [_id]) ?? { starts: [], ends: [] };
      return Array.from(starts, (start, i) => ({ name, start, end: ends[i] as number }));
    });
  }

  private async present(
    { expert }: Offer,
    { reason, blockedBy }: Obstacle,
    external: readonly ExternalTime[],
  ): Promise<SlotObstacle> {
    if (!blockedBy) return { reason };
    if (reason === 'busy_elsewhere') {
      const names = external
        .filter((time) => time.start < blockedBy.end && blockedBy.start < time.end)
        .map(({ name }) => name);
      return { reason, blockedBy: spanOf(expert.timeZone, blockedBy), calendars: [...new Set(names)] };
    }
    const [padStart, padEnd] = [new Date(blockedBy.start), new Date(blockedBy.end)];
    const booking = await this.bookings
      .findOne({ expertId: expert._id, live: true, padStart, padEnd }, { attendees: 1 })
      .lean();
    const living =
      booking?.attendees.filter(({ status }) => status === 'confirmed' || status === 'pending') ?? [];
    return {
      reason,
      blockedBy: { ...spanOf(expert.timeZone, blockedBy), bookingUids: living.map(({ uid }) => uid) },
    };
  }
}

/** An interval in a zone. A calendar that closes everything has no end that a date could say: it is cut to the years around now. */
function spanOf(zone: string, { start, end }: { start: number; end: number }) {
  const [from, to] = [Math.max(start, EARLIEST), Math.min(end, LATEST)];
  return { start: formatInstant(zone, from), end: formatInstant(zone, to), bookingUids: [] as string[] };
}
