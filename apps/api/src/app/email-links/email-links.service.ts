import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { emailKeyOf } from '../auth/email-key';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { SessionWrites } from '../database/writes';
import { DomainError } from '../http/domain-error';
import { SharedLimit } from '../http/shared-limit';
import { Outbox } from '../outbox/outbox';
import { encrypt } from '../secrets/encryption';
import { hashToken, randomToken } from '../tokens/random-token';
import type { EmailLinkPurpose } from './email-link.schema';
import { EmailLink } from './email-link.schema';

const HOUR_MS = 60 * 60_000;
/** How long a link is valid. */
export const EMAIL_LINK_TTL_MS: Readonly<Record<EmailLinkPurpose, number>> = {
  verify: 24 * HOUR_MS,
  change: 24 * HOUR_MS,
  stop: 7 * 24 * HOUR_MS,
};

/** Outbox topic of mails about an account's address. */
export const ACCOUNT_EMAIL_TOPIC = 'mail.account-email';

/** Subject of a mail; `changed` and `stop` go to an address that was verified before. */
export type AccountEmailKind = 'verify' | 'change' | 'changing' | 'changed';

export interface AccountEmailPayload {
  kind: AccountEmailKind;
  email: string;
  /** Encrypted for the row's key. */
  sealedToken: string;
  language: Language;
}

/** A mail to write, with the link in it. */
export interface NewEmailLink {
  userId: Types.ObjectId;
  kind: AccountEmailKind;
  /** Recipient of the mail. */
  email: string;
  language: Language;
  /** Only creates the link: another account has the address, and the behaviour must not reveal it. */
  isSilent?: boolean;
}

const PURPOSES = {
  verify: 'verify',
  change: 'change',
  changing: 'stop',
  changed: 'stop',
} as const satisfies Record<AccountEmailKind, EmailLinkPurpose>;

/** The links that are mailed to verify or reject an address. */
@Injectable()
export class EmailLinks {
  constructor(
    @InjectModel(EmailLink.name) private readonly links: Model<EmailLink>,
    private readonly outbox: Outbox,
    private readonly limit: SharedLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Creates a link and queues its mail, in the transaction of `session`. Call {@link send} after the commit. */
  async add(
    { userId, kind, email, language, isSilent }: NewEmailLink,
    session: ClientSession,
  ): Promise<void> {
    const token = randomToken();
    const _id = hashToken(token);
    const purpose = PURPOSES[kind];
    const now = Date.now();
    const expiresAt = new Date(now + EMAIL_LINK_TTL_MS[purpose]);
    await this.links.create([{ _id, userId, purpose, email, createdAt: new Date(now), expiresAt }], {
      session,
    });
    if (isSilent) return;
    const key = `${ACCOUNT_EMAIL_TOPIC}:${_id}`;
    const payload: AccountEmailPayload = {
      kind,
      email,
      sealedToken: encrypt(this.environment, token, key),
      language,
    };
    await this.outbox.add(
      [{ topic: ACCOUNT_EMAIL_TOPIC, key, payload: { ...payload } }],
      new SessionWrites(session),
    );
  }

  /** Sends the queued mails now. */
  send(): void {
    this.outbox.wake();
  }

  /**
   * Counts a mail to an address that may belong to another person.
   * @returns seconds to wait when that address has reached its limit; 0 when the mail may be sent
   */
  async secondsUntilMailTo(email: string): Promise<number> {
    const { isBlocked, seconds } = await this.limit.hit(
      `account mail to ${emailKeyOf(email)}`,
      HOUR_MS,
      this.environment.accountMailsPerAddress,
    );
    return isBlocked ? seconds : 0;
  }

  /** The valid link of a token. @throws DomainError `link_expired` for unknown, used and ended ones alike */
  async find(
    token: string,
    purposes: readonly EmailLinkPurpose[],
    session: ClientSession | null = null,
  ): Promise<EmailLink> {
    const link = await this.links
      .findOne({
        _id: hashToken(token),
        purpose: trusted({ $in: purposes }),
        expiresAt: trusted({ $gt: new Date() }),
      })
      .session(session)
      .lean();
    if (!link) throw linkExpired();
    return link;
  }

  /** The newest pending change; null when there is none. */
  pending(userId: Types.ObjectId): Promise<EmailLink | null> {
    return this.links
      .findOne({ userId, purpose: 'change', expiresAt: trusted({ $gt: new Date() }) })
      .sort({ createdAt: -1 })
      .lean()
      .exec();
  }

  /** Ends the links of an account with one of these purposes, created at or after `since` if it is given. */
  async end(
    userId: Types.ObjectId,
    purposes: readonly EmailLinkPurpose[],
    session: ClientSession | null = null,
    since: Date | null = null,
  ): Promise<void> {
    await this.links
      .deleteMany({
        userId,
        purpose: trusted({ $in: purposes }),
        ...(since && { createdAt: trusted({ $gte: since }) }),
      })
      .session(session);
  }
}

export function linkExpired(): DomainError {
  return new DomainError('link_expired', {
    detail: 'This link has expired or has already been used. Request a new one.',
  });
}
