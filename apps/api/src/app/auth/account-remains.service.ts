import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { ClaimStatus } from '../bookings/booking.schema';
import { BookingRecord } from '../bookings/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { EventTypeRecord } from '../event-types/event-type.schema';
import { Expert } from '../experts/expert.schema';
import { BookingLinkRecord } from '../links/booking-link.schema';
import { PhotoRecord } from '../photos/photo.schema';
import { ScheduleRecord } from '../schedules/schedule.schema';
import type { SignedInExpert } from './current';
import { PasswordReset } from './password-reset.schema';
import { SessionRecord } from './session.schema';
import { KnownDevice } from './known-device.schema';
import { NOBODYS_EMAIL, User } from './user.schema';

const NAME = 'Deleted account';
const EXPERT_GONE: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };
/** Claims that no client has a page of. */
const NO_BOOKINGS = ['held', 'blocked'] as ClaimStatus[];

/**
 * What is left of a deleted account. A user who was no expert leaves nothing. An expert leaves the bookings, because each
 * has a client who has its page: with their times, title and the client's own data, without place and meeting link; the
 * event types these name, with nothing but their title; and an expert and a user that both are called "Deleted account",
 * so that every reference still leads somewhere. The time zone stays, in which the times are shown.
 */
@Injectable()
export class AccountRemains {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @InjectModel(KnownDevice.name) private readonly devices: Model<KnownDevice>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(PhotoRecord.name) private readonly photos: Model<PhotoRecord>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(BookingLinkRecord.name) private readonly links: Model<BookingLinkRecord>,
    private readonly calendars: CalendarTransactions,
  ) {}

  /** Removes the account of somebody who is no expert. */
  async forgetUser(userId: Types.ObjectId): Promise<void> {
    await this.connection.transaction(async (session) => {
      await this.signOut(userId, session);
      await this.users.deleteOne({ _id: userId }, { session });
    });
  }

  /**
   * Takes everything personal out of an expert's account, in one transaction that holds the calendar.
   * @returns false, having changed nothing, while there are coming bookings that nobody has cancelled
   */
  forgetExpert({ expertId, userId }: SignedInExpert): Promise<boolean> {
    return this.calendars.run(expertId, EXPERT_GONE, async ({ session }) => {
      const coming = await this.bookings
        .findOne({
          expertId,
          live: true,
          start: trusted({ $gt: new Date() }),
          status: trusted({ $nin: NO_BOOKINGS }),
        })
        .session(session)
        .lean();
      if (coming) return false;
      await this.forgetOffers(expertId, session);
      await this.photos.deleteOne({ _id: expertId }, { session });
      await this.experts.updateOne(
        { _id: expertId },
        {
          // No handle can look like it, so nobody's link ever leads here.
          $set: { name: NAME, handle: `~${String(expertId)}`, headline: '', bio: '', deletedAt: new Date() },
          $unset: {
            handles: 1,
            previousHandles: 1,
            brandColor: 1,
            language: 1,
            hourCycle: 1,
            weekStart: 1,
            allowedSites: 1,
            notifications: 1,
            photoVersion: 1,
          },
        },
        { session },
      );
      await this.signOut(userId, session);
      await this.users.updateOne(
        { _id: userId },
        {
          $set: {
            name: NAME,
            email: NOBODYS_EMAIL,
            emailKey: `deleted:${String(userId)}`,
            passwordHash: '',
            deletedAt: new Date(),
          },
        },
        { session },
      );
      return true;
    });
  }

  private async forgetOffers(expertId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.bookings.deleteMany({ expertId, status: trusted({ $in: NO_BOOKINGS }) }, { session });
    await this.bookings.updateMany(
      { expertId },
      { $set: { meetingUrl: null }, $unset: { 'location.value': 1 } },
      { session },
    );
    const named = await this.bookings.distinct('eventTypeId', { expertId }).session(session);
    await this.eventTypes.deleteMany({ expertId, _id: trusted({ $nin: named }) }, { session });
    await this.eventTypes.updateMany(
      { expertId },
      {
        $set: {
          active: false,
          deletedAt: new Date(),
          description: '',
          questions: [],
          redirectUrl: null,
          scheduleId: null,
        },
        $unset: { 'location.value': 1 },
      },
      { session },
    );
    await this.schedules.deleteMany({ expertId }, { session });
    await this.links.deleteMany({ expertId }, { session });
  }

  private async signOut(userId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.sessions.deleteMany({ userId }, { session });
    await this.resets.deleteMany({ userId }, { session });
    await this.devices.deleteMany({ userId }, { session });
  }
}
