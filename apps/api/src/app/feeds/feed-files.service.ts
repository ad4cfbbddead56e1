import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { emailKeyOf } from '../auth/email-key';
import { languageOf, toCalendarEvent } from '../bookings/booking.mapper';
import { runsOf } from '../bookings/search-words';
import type { CalendarEvent } from '../calendar-file/calendar-event';
import { feedFile } from '../calendar-file/feed-file';
import { BookingRecord } from '../calendars/booking.schema';
import { DomainError } from '../http/domain-error';
import { mailLocale } from '../mail/mail-locale';
import { Expert } from '../offerings/expert.schema';
import { hashToken } from '../tokens/random-token';
import { CalendarFeedRecord } from './calendar-feed.schema';
import type { FeedClient } from './calendar-feed.schema';
import { expertEvent, isComing } from './feed-events';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const PAST_MS = 90 * DAY_MS;
const AHEAD_MS = 760 * DAY_MS;
const MAX_EVENTS = 5_000;
const STATUSES = ['confirmed', 'pending', 'no_show', 'blocked'] as const;

/** Makes the files that calendar programs read at the addresses of feeds. */
@Injectable()
export class FeedFilesService {
  constructor(
    @InjectModel(CalendarFeedRecord.name) private readonly feeds: Model<CalendarFeedRecord>,
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
  ) {}

  /**
   * The feed as an iCalendar file: bookings from 90 days ago on.
   * @throws DomainError `not_found` for unknown and revoked tokens, and where the account or the client is gone
   */
  async read(token: string): Promise<string> {
    const feed = await this.feeds.findOne({ tokenHash: hashToken(token) }).lean();
    const expert = feed && (await this.experts.findById(feed.expertId).lean());
    if (!feed || !expert || expert.deletedAt) throw new DomainError('not_found');
    const now = Date.now();
    const file = feed.client
      ? await this.ofClient(feed.client, expert, now)
      : await this.ofExpert(feed, expert, now);
    await this.feeds.updateOne(
      {
        _id: feed._id,
        $or: [{ lastReadAt: null }, { lastReadAt: trusted({ $lt: new Date(now - HOUR_MS) }) }],
      },
      { lastReadAt: new Date(now) },
    );
    return file;
  }

  private async ofExpert({ details }: CalendarFeedRecord, expert: Expert, now: number): Promise<string> {
    const language: Language = expert.language ?? 'en';
    const found = await this.bookings
      .find({ expertId: expert._id, start: around(now), status: trusted({ $in: [...STATUSES] }) })
      .sort({ start: 1, _id: 1 })
      .limit(MAX_EVENTS)
      .lean();
    const events = found.flatMap((booking) => expertEvent(booking, expert, language, details) ?? []);
    return feedFile(nameIn(language, 'calendar.feedOfExpert', expert), events);
  }

  private async ofClient(
    { uid, calendarUid, scope }: FeedClient,
    expert: Expert,
    now: number,
  ): Promise<string> {
    const first = await this.bookings.findOne({ 'attendees.uid': uid }).lean();
    const client = first?.attendees.find((attendee) => attendee.uid === uid);
    if (!first || !client || client.erasedAt) throw new DomainError('not_found');
    const key = emailKeyOf(client.email);
    const found = await this.bookings
      .find({ expertId: expert._id, search: trusted({ $all: runsOf(client.email) }), start: around(now) })
      .sort({ start: 1, _id: 1 })
      .limit(MAX_EVENTS)
      .lean();
    const events = found.flatMap((booking): CalendarEvent[] =>
      booking.attendees
        .filter((attendee) => isComing(attendee) && emailKeyOf(attendee.email) === key)
        .filter((attendee) => scope === 'all' || attendee.calendarUid === calendarUid)
        .map((attendee) => {
          const seen = { booking, attendee, expert };
          return toCalendarEvent(seen, '', languageOf(seen));
        }),
    );
    const language = languageOf({ booking: first, attendee: client, expert });
    return feedFile(nameIn(language, 'calendar.feedOfClient', expert), events);
  }
}

function around(now: number) {
  return trusted({ $gte: new Date(now - PAST_MS), $lt: new Date(now + AHEAD_MS) });
}

function nameIn(
  language: Language,
  key: 'calendar.feedOfExpert' | 'calendar.feedOfClient',
  { name }: Expert,
): string {
  return mailLocale(language).translate(key, { expert: name });
}
