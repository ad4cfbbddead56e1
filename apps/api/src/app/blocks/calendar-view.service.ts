import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingStatus, CalendarHold, CalendarView } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { toBooking } from '../bookings/booking.mapper';
import type { ClaimStatus } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Expert } from '../offerings/expert.schema';
import { DomainError } from '../http/domain-error';
import type { CalendarQueryDto } from './block.dto';
import { toBlock } from './blocks.service';
import { overlapFilter } from './overlap-filter';

/** Statuses of bookings in a calendar; those with another status have left it. */
const SHOWN: readonly BookingStatus[] = ['pending', 'confirmed', 'no_show'];
const SHOWN_CLAIMS: ClaimStatus[] = [...SHOWN, 'held', 'blocked'];

/** Everything in a range of an expert's calendar, in one read. */
@Injectable()
export class CalendarViewService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** By start. @throws DomainError `invalid_range` */
  async view({ expertId, timeZone }: SignedInExpert, query: CalendarQueryDto): Promise<CalendarView> {
    const [expert, claims] = await Promise.all([
      this.experts.findById(expertId).lean(),
      this.claims
        .find({ expertId, status: trusted({ $in: SHOWN_CLAIMS }), ...overlapFilter(query) })
        .sort({ start: 1, _id: 1 })
        .lean(),
    ]);
    if (!expert) throw new DomainError('not_found');
    const now = new Date();
    return {
      bookings: claims.flatMap((booking) =>
        booking.attendees
          .filter(({ status }) => SHOWN.includes(status))
          .map((attendee) => toBooking({ booking, attendee, expert }, this.environment.publicUrl, now)),
      ),
      holds: claims
        .filter(({ status, expiresAt }) => status === 'held' && expiresAt && expiresAt > now)
        .map((hold) => toCalendarHold(hold, timeZone)),
      blocks: claims.filter(({ status }) => status === 'blocked').map((block) => toBlock(block, timeZone)),
    };
  }
}

function toCalendarHold(hold: BookingRecord, timeZone: string): CalendarHold {
  return {
    start: formatInstant(timeZone, hold.start.getTime()),
    end: formatInstant(timeZone, hold.end.getTime()),
    expiresAt: (hold.expiresAt ?? hold.createdAt).toISOString(),
    eventType: { id: String(hold.eventTypeId), title: hold.title },
  };
}
