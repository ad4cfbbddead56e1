import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { ClaimStatus } from '../calendars/booking.schema';
import { EmailLink } from '../email-links/email-link.schema';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { Expert } from '../offerings/expert.schema';
import { ReservedHandles } from '../experts/reserved-handles.service';
import { BookingLinkRecord } from '../links/booking-link.schema';
import { CoverRecord } from '../photos/cover.schema';
import { PhotoRecord } from '../photos/photo.schema';
import { ScheduleRecord } from '../offerings/schedule.schema';
import { AccountEnding } from './account-ending.schema';
import { PasswordReset } from '../auth/password-reset.schema';
import { SessionRecord } from '../auth/session.schema';
import { KnownDevice } from '../sign-in/known-device.schema';
import { isVerified, DELETED_ACCOUNT_EMAIL, User } from '../auth/user.schema';

const NAME = 'Deleted account';
const EXPERT_GONE: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };
/** Claims without a client, so no one has a page of them. */
const NO_BOOKINGS = ['held', 'blocked'] as ClaimStatus[];
const BATCH = 500;
/** The optional parts of the profile page. */
const PROFILE_PARTS = {
  look: 1,
  place: 1,
  spokenLanguages: 1,
  links: 1,
  note: 1,
  noteUntil: 1,
  coverVersion: 1,
} as const;

/**
 * Removes personal data of a deleted account. Of a user who was no expert nothing remains. Of an expert the bookings
 * remain, because each has a client with a page of it: times, title and the client's own data, without place and
 * meeting link. Also their event types remain, with only the title, and an expert and a user named "Deleted account",
 * so that every reference is valid. The time zone remains, because times are shown in it.
 */
@Injectable()
export class AccountAnonymizer {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @InjectModel(KnownDevice.name) private readonly devices: Model<KnownDevice>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    @InjectModel(EmailLink.name) private readonly emailLinks: Model<EmailLink>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(PhotoRecord.name) private readonly photos: Model<PhotoRecord>,
    @InjectModel(CoverRecord.name) private readonly covers: Model<CoverRecord>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(BookingLinkRecord.name) private readonly links: Model<BookingLinkRecord>,
    @InjectModel(AccountEnding.name) private readonly endings: Model<AccountEnding>,
    private readonly reserved: ReservedHandles,
    private readonly calendars: CalendarTransactions,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Removes the account of a user without an expert. */
  async forgetUser(userId: Types.ObjectId): Promise<void> {
    await this.connection.transaction(async (session) => {
      await this.signOut(userId, session);
      await this.users.deleteOne({ _id: userId }, { session });
    });
  }

  /**
   * Closes an expert's account, in one transaction that locks the calendar: sign-in is impossible, the page is gone,
   * its handles are reserved for a while, nothing can be booked. Name and address stay until the clients have been
   * notified.
   */
  close(expert: Expert): Promise<AccountEnding> {
    const { _id: expertId, userId, handle, handles = [], previousHandles = [] } = expert;
    const { language = 'en', timeZone } = expert;
    const now = new Date();
    const ending: AccountEnding = { _id: expertId, userId, language, timeZone, createdAt: now };
    return this.calendars.run(expertId, EXPERT_GONE, async ({ session }) => {
      const { _id, ...facts } = ending;
      await this.endings.updateOne({ _id }, { $setOnInsert: facts }, { upsert: true, session });
      await this.closeAll(expertId, session);
      const user = await this.users.findById(userId, { unverifiedEmailKey: 1 }).session(session).lean();
      // A page that was never public has no links to it.
      if (!user || isVerified(user, this.environment)) {
        const names = [...new Set([handle, ...handles, ...previousHandles])];
        await this.reserved.reserve(names, null, session);
      }
      await this.experts.updateOne(
        { _id: expertId },
        {
          // No valid handle has this form, so no link leads here.
          $set: { handle: `~${String(expertId)}`, deletedAt: now },
          $unset: { handles: 1, previousHandles: 1 },
        },
        { session },
      );
      await this.signOut(userId, session);
      await this.users.updateOne(
        { _id: userId },
        {
          $set: { emailKey: `deleted:${String(userId)}`, passwordHash: '', deletedAt: now },
          $unset: { unverifiedEmailKey: 1, emailVerifiedAt: 1, isFirstCandidate: 1 },
        },
        { session },
      );
      return ending;
    });
  }

  /** Repeats the closing: a session that was still open may have added an event type. */
  async closeEventTypes(expertId: Types.ObjectId): Promise<void> {
    await this.calendars.run(expertId, EXPERT_GONE, ({ session }) => this.closeAll(expertId, session));
  }

  /**
   * Removes the expert's data from the bookings, and deletes blocks and holds, batch by batch.
   * @returns whether it finished before its turn was over
   */
  async forgetBookings(expertId: Types.ObjectId, turn: { readonly isOver: boolean }): Promise<boolean> {
    const { collection } = this.bookings;
    const all = collection.find({ expertId }, { projection: { status: 1 }, batchSize: BATCH });
    const forget = async (batch: readonly Pick<BookingRecord, '_id' | 'status'>[]) => {
      const ids = (some: typeof batch) => ({ $in: some.map(({ _id }) => _id) });
      const isBooking = ({ status }: (typeof batch)[number]) => !NO_BOOKINGS.includes(status);
      await collection.deleteMany({ _id: ids(batch.filter((one) => !isBooking(one))) });
      const $set = { meetingUrl: null };
      await collection.updateMany(
        { _id: ids(batch.filter(isBooking)) },
        { $set, $unset: { 'location.value': 1 } },
      );
    };
    let batch: Pick<BookingRecord, '_id' | 'status'>[] = [];
    for await (const one of all) {
      batch.push(one as unknown as (typeof batch)[number]);
      if (batch.length < BATCH) continue;
      if (turn.isOver) return false;
      await forget(batch);
      batch = [];
    }
    await forget(batch);
    return true;
  }

  /**
   * Removes all personal data of an expert's account, in one transaction that locks the calendar.
   * @returns false, without a change, while there are future bookings that are not cancelled
   */
  forgetExpert({ _id: expertId, userId }: Pick<AccountEnding, '_id' | 'userId'>): Promise<boolean> {
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
      await this.covers.deleteOne({ _id: expertId }, { session });
      await this.experts.updateOne(
        { _id: expertId },
        {
          $set: { name: NAME, headline: '', bio: '' },
          $unset: {
            brandColor: 1,
            language: 1,
            hourCycle: 1,
            weekStart: 1,
            allowedSites: 1,
            notifications: 1,
            photoVersion: 1,
            ...PROFILE_PARTS,
          },
        },
        { session },
      );
      await this.users.updateOne(
        { _id: userId },
        { $set: { name: NAME, email: DELETED_ACCOUNT_EMAIL } },
        { session },
      );
      await this.endings.deleteOne({ _id: expertId }, { session });
      return true;
    });
  }

  private async closeAll(expertId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.eventTypes.updateMany(
      { expertId, deletedAt: null },
      { $set: { deletedAt: new Date(), active: false } },
      { session },
    );
  }

  private async forgetOffers(expertId: Types.ObjectId, session: ClientSession): Promise<void> {
    const types = await this.eventTypes.find({ expertId }, { _id: 1 }).session(session).lean();
    const named: Types.ObjectId[] = [];
    for (const { _id } of types) {
      if (await this.bookings.exists({ eventTypeId: _id }).session(session)) named.push(_id);
    }
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
        $unset: { 'location.value': 1, color: 1, icon: 1, group: 1, featured: 1 },
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
    await this.emailLinks.deleteMany({ userId }, { session });
  }
}
