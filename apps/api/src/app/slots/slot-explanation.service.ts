import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { SlotExplanation, SlotObstacle } from '@expertbook/contracts';
import type { Obstacle } from '@expertbook/scheduling';
import { explain, formatInstant } from '@expertbook/scheduling';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingRecord } from '../calendars/booking.schema';
import { DomainError } from '../http/domain-error';
import { CalendarCache } from '../availability/calendar-cache';
import type { DayClaim, DaySpan } from './explained-day';
import { DAY_CLAIM_FIELDS, dayAround, toExplainedDay } from './explained-day';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import type { SlotExplanationQueryDto } from './slot-explanation.dto';
import { claimsRange, slotQuestion } from '../availability/slot-question';
import { offeredDuration } from './slots.service';

/** "Why is 10:00 not offered?", explained by the engine that decides it. */
@Injectable()
export class SlotExplanationService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly offers: OffersReader,
    private readonly calendarCache: CalendarCache,
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
    const claims = await this.calendarCache.claimsOf(offer.calendar, range);
    const question = slotQuestion(offer, duration, claims, Date.now());
    const obstacles = explain({ ...question, start });
    return {
      start: formatInstant(offer.expert.timeZone, start),
      duration,
      bookable: obstacles.length === 0,
      obstacles: await Promise.all(obstacles.map((obstacle) => this.present(offer, obstacle))),
      day: toExplainedDay(offer.expert.timeZone, day, question, await this.claimsOn(offer, day)),
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

  private async present({ expert }: Offer, { reason, blockedBy }: Obstacle): Promise<SlotObstacle> {
    if (!blockedBy) return { reason };
    const [padStart, padEnd] = [new Date(blockedBy.start), new Date(blockedBy.end)];
    const booking = await this.bookings
      .findOne({ expertId: expert._id, live: true, padStart, padEnd }, { attendees: 1 })
      .lean();
    const living =
      booking?.attendees.filter(({ status }) => status === 'confirmed' || status === 'pending') ?? [];
    return {
      reason,
      blockedBy: {
        start: formatInstant(expert.timeZone, blockedBy.start),
        end: formatInstant(expert.timeZone, blockedBy.end),
        bookingUids: living.map(({ uid }) => uid),
      },
    };
  }
}
