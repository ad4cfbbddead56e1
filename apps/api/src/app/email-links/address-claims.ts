import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { emailKeyOf } from '../auth/email-key';
import { PasswordReset } from '../auth/password-reset.schema';
import { SessionRecord } from '../auth/session.schema';
import { User } from '../auth/user.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { SessionWrites } from '../database/writes';
import { Expert } from '../offerings/expert.schema';
import { DomainError } from '../http/domain-error';
import type { NewOutboxMessage } from '../outbox/outbox';
import { Outbox } from '../outbox/outbox';
import { InstallationOwner } from '../registration/installation-owner';
import { EmailLink } from './email-link.schema';
import { linkExpired } from './email-links.service';

/** Outbox topic of accounts that are removed with all their data. */
export const ACCOUNT_END_TOPIC = 'account.end';

export interface AccountEndPayload {
  userId: Types.ObjectId;
  /** The account is kept if its address has been verified in the meantime. */
  onlyUnverified: boolean;
}

/** How long an account may stay unverified. */
const UNVERIFIED_TTL_MS = 30 * 86_400_000;
const ADDRESS_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Assigns a verified address to an account, and ends every account that used the address without verifying it. */
@Injectable()
export class AddressClaims {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    @InjectModel(EmailLink.name) private readonly links: Model<EmailLink>,
    private readonly calendars: CalendarTransactions,
    private readonly owner: InstallationOwner,
    private readonly outbox: Outbox,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Runs `work` in one transaction that also raises the revision of the account's calendar, if it has one. Caches
   * that depend on this revision know whether a page is public and where its owner's mails go.
   */
  async inAccount<T>(userId: Types.ObjectId, work: (session: ClientSession) => Promise<T>): Promise<T> {
    const expert = await this.experts.findOne({ userId, deletedAt: null }, { _id: 1 }).lean();
    if (expert) return this.calendars.run(expert._id, ADDRESS_CHANGED, ({ session }) => work(session));
    return this.connection.transaction(work) as Promise<T>;
  }

  /**
   * @param email that was verified a moment ago, or needs no verification
   * @returns the account as it was before
   * @throws DomainError `link_expired` when the account is gone or another one has verified the address before;
   *   `registration_closed` for one that was accepted only because there was no other
   */
  async claim(userId: Types.ObjectId, email: string, session: ClientSession): Promise<User> {
    const emailKey = emailKeyOf(email);
    const user = await this.users.findOne({ _id: userId, deletedAt: null }).session(session).lean();
    if (!user) throw linkExpired();
    const isOwner = await this.owner.claim(userId, session);
    if (user.isFirstCandidate && !isOwner) throw new DomainError('registration_closed');
    try {
      await this.users.updateOne(
        { _id: userId },
        {
          $set: { email, emailKey, ...(this.environment.verifiesEmail && { emailVerifiedAt: new Date() }) },
          $unset: { unverifiedEmailKey: 1, isFirstCandidate: 1 },
        },
        { session },
      );
    } catch (error) {
      if (isDuplicateKey(error, 'emailKey')) throw linkExpired();
      throw error;
    }
    // A person who can read the earlier mailbox must not choose the new password.
    await this.resets.deleteMany({ userId }, { session });
    await this.endOthers(userId, emailKey, session);
    return user;
  }

  /** Whether another account has verified the address. */
  async isTaken(email: string): Promise<boolean> {
    return (await this.users.exists({ emailKey: emailKeyOf(email) })) !== null;
  }

  /** Ends every unverified account with this address except the `winner`'s. */
  async endOthers(winner: Types.ObjectId | null, emailKey: string, session: ClientSession): Promise<void> {
    const others = await this.users
      .find(
        {
          unverifiedEmailKey: emailKey,
          deletedAt: null,
          ...(winner && { _id: trusted({ $ne: winner }) }),
        },
        { _id: 1 },
      )
      .session(session)
      .lean();
    await this.endAccounts(
      others.map(({ _id }) => _id),
      session,
    );
  }

  /** Signs accounts out permanently; the outbox removes their data. */
  async endAccounts(ids: readonly Types.ObjectId[], session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    const theirs = { userId: trusted({ $in: ids }) };
    await this.users.updateMany(
      { _id: trusted({ $in: ids }) },
      { $set: { deletedAt: new Date() } },
      { session },
    );
    await this.sessions.deleteMany(theirs, { session });
    await this.resets.deleteMany(theirs, { session });
    await this.links.deleteMany(theirs, { session });
    await this.outbox.add(ids.map(endOf), new SessionWrites(session));
  }

  /** Has an account removed in a month unless its address is verified by then. */
  async expireUnverified(userId: Types.ObjectId, session: ClientSession): Promise<void> {
    const key = `${ACCOUNT_END_TOPIC}:unverified:${userId.toHexString()}`;
    const payload = { userId, onlyUnverified: true } satisfies AccountEndPayload;
    const dueAt = new Date(Date.now() + UNVERIFIED_TTL_MS);
    await this.outbox.add([{ topic: ACCOUNT_END_TOPIC, key, payload, dueAt }], new SessionWrites(session));
  }
}

function endOf(userId: Types.ObjectId): NewOutboxMessage {
  const payload = { userId, onlyUnverified: false } satisfies AccountEndPayload;
  return { topic: ACCOUNT_END_TOPIC, key: `${ACCOUNT_END_TOPIC}:${userId.toHexString()}`, payload };
}
