import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { EmailCodeSent, Language } from '@expertbook/contracts';
import type { AnyObject, Connection, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { SessionWrites } from '../database/writes';
import { DomainError } from '../http/domain-error';
import { addressKey } from '../http/email-address';
import { SharedLimit } from '../http/shared-limit';
import { LinkAccess } from '../links/link-access';
import { Outbox } from '../outbox/outbox';
import { encrypt } from '../secrets/encryption';
import { OffersReader } from '../availability/offers.reader';
import { HOUR_MS } from './booking-counts';
import type { EmailCodePayload } from './email-code-mail';
import { EMAIL_CODE_TOPIC } from './email-code-mail';
import { EmailCode } from './email-code.schema';
import { Recipients } from './recipients.service';

/** Six digits, as usual (RFC 6238). With {@link MAX_TRIES} a guess succeeds once in 50,000 codes. */
const CODE_DIGITS = 6;
/** Wrong attempts at one code, per client and in total: others must not easily use up a client's attempts. */
const MAX_TRIES_BY_CLIENT = 5;
const MAX_TRIES = 20;
/** The limit of codes for the clients of one expert: as many as this number of networks may request. */
const NETWORKS_OF_ONE_EXPERT = 10;
const MS = 1000;

/** The client that requests a code, and for what. */
export interface CodeRequester {
  email: string;
  eventTypeId: string;
  network: string;
  /** Secret of a booking link. */
  linkToken: string | null;
  language: Language | null;
}

/** Codes that prove access to the mail of an address. One an hour, valid for that hour. */
@Injectable()
export class EmailCodes {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(EmailCode.name) private readonly codes: Model<EmailCode>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly limits: SharedLimit,
    private readonly offers: OffersReader,
    private readonly links: LinkAccess,
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
  ) {}

  /**
   * Sends a code to the address, unless one was sent within the last hour, which is still valid. The response is the
   * same for known and unknown addresses.
   * @throws DomainError `not_found`, `event_type_inactive`, `link_used`, `link_expired`, `rate_limited`
   */
  async send({ email, eventTypeId, network, linkToken, language }: CodeRequester): Promise<EmailCodeSent> {
    if (!this.recipients.isMailed) throw new DomainError('not_found');
    const offer = await this.offers.byEventType(eventTypeId);
    await this.links.authorize(offer, { linkToken, bookingUid: null, manageToken: null });
    const { expert } = offer;
    await this.countSending(network, String(expert._id));
    const _id = this.idOf(email);
    const sentAt = new Date();
    const expiresAt = new Date(sentAt.getTime() + HOUR_MS);
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const key = `${EMAIL_CODE_TOPIC}:${_id}:${expiresAt.getTime()}`;
    const payload: EmailCodePayload = {
      email,
      expertName: expert.name,
      sealedCode: encrypt(this.environment, code, key),
      language: language ?? expert.language ?? 'en',
    };
    const fresh = { codeHash: this.hashOf(email, code), sentAt, expiresAt, tries: 0, triesBy: {} };
    try {
      await this.connection.transaction(async (session) => {
        const ended = { _id, expiresAt: trusted({ $lte: sentAt }) };
        await this.codes.updateOne(ended, { $set: fresh }, { session, upsert: true });
        const message = { topic: EMAIL_CODE_TOPIC, key, payload: { ...payload } };
        await this.outbox.add([message], new SessionWrites(session));
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const there = await this.codes.findById(_id, { sentAt: 1, expiresAt: 1 }).lean();
      // It expired between the two operations.
      if (!there) throw new DomainError('busy_try_again', { retryAfter: 1 });
      return toSent(there);
    }
    this.outbox.wake();
    return toSent({ sentAt, expiresAt });
  }

  /**
   * Marks the address as verified when the code is correct. Every attempt is counted before it is compared, so that
   * concurrent attempts are limited like sequential ones.
   * @throws DomainError `email_code_wrong`, with the remaining attempts
   */
  async check(email: string, code: string, network: string): Promise<void> {
    const _id = this.idOf(email);
    const client = `triesBy.${this.keyedHash(`client ${network}`).slice(0, 16)}`;
    const filter: AnyObject = {
      _id,
      expiresAt: trusted({ $gt: new Date() }),
      tries: trusted({ $lt: MAX_TRIES }),
      [client]: trusted({ $not: { $gte: MAX_TRIES_BY_CLIENT } }),
    };
    const known = await this.codes
      .findOneAndUpdate(filter, { $inc: { tries: 1, [client]: 1 } }, { returnDocument: 'after' })
      .lean();
    if (!known) throw wrongCode(0);
    if (!timingSafeEqual(Buffer.from(known.codeHash), Buffer.from(this.hashOf(email, code)))) {
      const ofClient = known.triesBy[client.slice(client.indexOf('.') + 1)] ?? 0;
      throw wrongCode(Math.max(0, Math.min(MAX_TRIES_BY_CLIENT - ofClient, MAX_TRIES - known.tries)));
    }
    await Promise.all([
      // A correct code does not count as a wrong attempt, and stays valid for all bookings within its hour.
      this.codes.updateOne({ _id }, { $inc: { tries: -1, [client]: -1 } }),
      this.recipients.prove(email),
    ]);
  }

  private async countSending(network: string, expertId: string): Promise<void> {
    const most = this.environment.emailCodesPerNetwork;
    const verdicts = await Promise.all([
      this.limits.hit(`email codes from ${network}`, HOUR_MS, most),
      this.limits.hit(`email codes for ${expertId}`, HOUR_MS, most * NETWORKS_OF_ONE_EXPERT),
    ]);
    const blocked = verdicts.find(({ isBlocked }) => isBlocked);
    if (blocked) throw new DomainError('rate_limited', { retryAfter: blocked.seconds });
  }

  private idOf(email: string): string {
    return this.keyedHash(`address ${addressKey(email)}`);
  }

  private hashOf(email: string, code: string): string {
    return this.keyedHash(`code ${code} of ${addressKey(email)}`);
  }

  private keyedHash(text: string): string {
    return createHmac('sha256', this.environment.jwtSecret).update(`email code ${text}`).digest('hex');
  }
}

function toSent({ sentAt, expiresAt }: Pick<EmailCode, 'sentAt' | 'expiresAt'>): EmailCodeSent {
  // To the second: the response must not reveal more about other requests.
  const iso = (at: Date) => new Date(Math.floor(at.getTime() / MS) * MS).toISOString();
  return { sentAt: iso(sentAt), expiresAt: iso(expiresAt) };
}

function wrongCode(left: number): DomainError {
  const message =
    left > 0
      ? 'This is not the code that was sent.'
      : 'This code cannot be used any more. Ask for a new one.';
  return new DomainError('email_code_wrong', {
    detail: message,
    errors: [{ field: 'emailCode', code: 'email_code_wrong', message, params: { count: left } }],
  });
}
