import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type {
  CalendarFeed,
  ClientFeed,
  CreatedCalendarFeed,
  FeedAddresses,
  FeedDetails,
} from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { BookingAccess } from '../bookings/booking-access';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { hashToken, randomToken } from '../tokens/random-token';
import { CalendarFeedRecord } from './calendar-feed.schema';

/** Of one expert. */
const MAX_FEEDS = 20;

/** Makes and revokes the secret addresses of calendar feeds. */
@Injectable()
export class FeedsService {
  constructor(
    @InjectModel(CalendarFeedRecord.name) private readonly feeds: Model<CalendarFeedRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly bookings: BookingAccess,
  ) {}

  /** An expert's own feeds, oldest first. */
  async list(expertId: Types.ObjectId): Promise<CalendarFeed[]> {
    const feeds = await this.feeds.find({ expertId, client: null }).sort({ createdAt: 1, _id: 1 }).lean();
    return feeds.map(toCalendarFeed);
  }

  /** @throws DomainError `feed_limit` */
  async create(expertId: Types.ObjectId, details: FeedDetails, note: string): Promise<CreatedCalendarFeed> {
    const token = randomToken();
    const feed: CalendarFeedRecord = {
      _id: new Types.ObjectId(),
      expertId,
      client: null,
      details,
      note,
      tokenHash: hashToken(token),
      createdAt: new Date(),
      lastReadAt: null,
    };
    await this.feeds.create([feed]);
    // Counted including the new one, so that concurrent requests cannot exceed the limit.
    if ((await this.feeds.countDocuments({ expertId, client: null })) > MAX_FEEDS) {
      await this.feeds.deleteOne({ _id: feed._id });
      throw new DomainError('feed_limit');
    }
    return { ...toCalendarFeed(feed), ...this.addressesOf(token) };
  }

  /** Its address gives nothing from now on. @throws DomainError `not_found` */
  async revoke(expertId: Types.ObjectId, _id: Types.ObjectId): Promise<void> {
    const { deletedCount } = await this.feeds.deleteOne({ _id, expertId, client: null });
    if (deletedCount === 0) throw new DomainError('not_found');
  }

  /**
   * A client's feed, in place of an earlier one of the same booking. Whoever opened the booking by the link of a mail gets all bookings
   * of that address with the expert; a link that may have been passed on gives this booking alone.
   * @throws DomainError `not_found`
   */
  async createForClient(uid: string, manageToken: string | null): Promise<ClientFeed> {
    const { booking, attendee, provesEmail } = await this.bookings.open(uid, {
      token: manageToken,
      expert: null,
    });
    const token = randomToken();
    const { calendarUid } = attendee;
    const scope = provesEmail ? 'all' : 'booking';
    await this.feeds.updateOne(
      { 'client.calendarUid': calendarUid },
      {
        $set: { client: { uid, calendarUid, scope }, tokenHash: hashToken(token), lastReadAt: null },
        $setOnInsert: { expertId: booking.expertId, details: 'full', note: '', createdAt: new Date() },
      },
      { upsert: true },
    );
    return { scope, ...this.addressesOf(token) };
  }

  /** The feed made for this booking, if there is one, gives nothing from now on. @throws DomainError `not_found` */
  async revokeOfClient(uid: string, manageToken: string | null): Promise<void> {
    const { attendee } = await this.bookings.open(uid, { token: manageToken, expert: null });
    await this.feeds.deleteOne({ 'client.calendarUid': attendee.calendarUid });
  }

  /** Removes everything of an account that ends, its clients' feeds included. */
  async removeAll(expertId: Types.ObjectId): Promise<void> {
    await this.feeds.deleteMany({ expertId });
  }

  private addressesOf(token: string): FeedAddresses {
    const url = `${this.environment.publicUrl}/api/v1/calendar-feeds/${token}.ics`;
    return { url, webcal: url.replace(/^https?:/, 'webcal:') };
  }
}

function toCalendarFeed({ _id, details, note, createdAt, lastReadAt }: CalendarFeedRecord): CalendarFeed {
  return {
    id: String(_id),
    details,
    note,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  };
}
