import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, mongo } from 'mongoose';
import { trusted } from 'mongoose';
import { createHmac } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { addressKey, mailboxKey } from '../http/email-address';
import { SharedLimit } from '../http/shared-limit';
import { MailTransport } from '../mail/outgoing-mail';
import { LruCache } from '../caching/lru-cache';
import { BookingCounter } from './booking-counter';
import { DAY_MS, proofUpdate } from './booking-counts';
import { ApproximateCounts } from './approximate-counts';
import { MailRecipient } from './mail-recipient.schema';

/** Factor of the limits for a verified address, because whole teams may book through one mailbox. */
const PROVEN_FACTOR = 10;
/** Minimum interval between two writes of the same verification. */
const NOTED_EVERY_MS = DAY_MS;
const MAX_SUSPECTS = 10_000;
const MS = 1000;

/** The address that a booking sends mail to, and the client that requests it. */
export interface Recipient {
  email: string;
  /** Of the requesting client. */
  network: string;
  expertId: string;
}

/** Permission to send mail about a booking. */
export interface MailAuthorization {
  /** Whether the address is verified. */
  isProven: boolean;
  /** Undoes the count of a booking that was not made. */
  revert(): void;
}

/**
 * Knows which email addresses are verified, and limits bookings with the others, because anyone can type any address
 * into the form (ADR 15). Counted over all processes.
 */
@Injectable()
export class Recipients {
  private readonly logger = new Logger('Recipients');
  private readonly crowds: ApproximateCounts;
  /** Mailboxes that are being counted. */
  private readonly beingCounted = new Set<string>();
  /** Addresses and crowds that were rejected, and until when, epoch milliseconds. */
  private readonly suspects = new LruCache<string, number>(MAX_SUSPECTS);
  private readonly counter: BookingCounter;
  private readonly raw: mongo.Collection<MailRecipient>;

  constructor(
    @InjectModel(MailRecipient.name) private readonly recipients: Model<MailRecipient>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    limits: SharedLimit,
    private readonly transport: MailTransport,
  ) {
    this.crowds = new ApproximateCounts((...hits) => limits.hit(...hits));
    const unproven = { perHour: environment.unprovenPerHour, perDay: environment.unprovenPerDay };
    const rules = {
      unproven,
      proven: { perHour: unproven.perHour * PROVEN_FACTOR, perDay: unproven.perDay * PROVEN_FACTOR },
    };
    this.raw = recipients.collection as unknown as mongo.Collection<MailRecipient>;
    this.counter = new BookingCounter(this.raw, rules);
  }

  /** False where no mail can be sent: then mails need no limit, and codes cannot be delivered. */
  get isMailed(): boolean {
    return this.transport.isThere;
  }

  /**
   * Counts another booking with an address.
   * @param hasCode whether a code has just verified the address: then the booking is counted and not rejected
   * @throws DomainError `email_code_required`
   */
  async authorize({ email, network, expertId }: Recipient, hasCode: boolean): Promise<MailAuthorization> {
    if (!this.isMailed) return { isProven: false, revert: () => undefined };
    const { unprovenPerNetwork, unprovenPerExpert } = this.environment;
    const mailbox = this.mailboxId(email);
    this.beingCounted.add(mailbox);
    const { isProven, isAdmitted, seconds } = await this.counter
      .count({ mailbox, address: this.addressHash(email) })
      .finally(() => this.beingCounted.delete(mailbox));
    const revert = () => isAdmitted && this.revert(email);
    if (hasCode) return { isProven: true, revert };
    if (!isAdmitted) {
      this.suspects.set(mailbox, Date.now() + seconds * MS);
      throw emailCodeRequired(seconds);
    }
    const crowded =
      !isProven &&
      (this.crowds.hit(fromNetwork(network), unprovenPerNetwork) ||
        this.crowds.hit(withExpert(expertId), unprovenPerExpert));
    if (crowded) {
      revert();
      throw emailCodeRequired(crowded);
    }
    return { isProven, revert };
  }

  /**
   * Whether a booking will probably be rejected, so that this is checked before anything else: its address, network or expert
   * was rejected recently, or the address is being counted right now.
   */
  isSuspect({ email, network, expertId }: Recipient): boolean {
    const { unprovenPerNetwork, unprovenPerExpert } = this.environment;
    const mailbox = this.mailboxId(email);
    return (
      this.beingCounted.has(mailbox) ||
      (this.suspects.get(mailbox) ?? 0) > Date.now() ||
      this.crowds.waitOf(fromNetwork(network), unprovenPerNetwork) > 0 ||
      this.crowds.waitOf(withExpert(expertId), unprovenPerExpert) > 0
    );
  }

  /** The verified ones among some addresses. */
  async provenOf(emails: readonly string[]): Promise<Set<string>> {
    const ids = [...new Set(emails.map((email) => this.mailboxId(email)))];
    const found = await this.recipients.find({ _id: trusted({ $in: ids }) }, { proven: 1 }).lean();
    const hashes = new Set(found.flatMap(({ proven = [] }) => proven.map(({ address }) => address)));
    return new Set(emails.filter((email) => hashes.has(this.addressHash(email))));
  }

  /**
   * Whether an address is verified; a link of a mail verifies it.
   * @param byLink whether the request used a link of a mail to this address
   */
  async isProven(email: string, byLink: boolean): Promise<boolean> {
    if (byLink) await this.proveByLink(email);
    return byLink || (await this.provenOf([email])).has(email);
  }

  /** Marks the address as verified. */
  async prove(email: string): Promise<void> {
    await this.recipients.updateOne(
      { _id: this.mailboxId(email) },
      proofUpdate(this.addressHash(email), new Date()),
      {
        upsert: true,
        updatePipeline: true,
      },
    );
  }

  /** {@link prove} for a link of a mail, which may be opened many times. A failed write is repeated with the next use. */
  async proveByLink(email: string): Promise<void> {
    try {
      const known = await this.recipients.findById(this.mailboxId(email), { proven: 1 }).lean();
      const proof = known?.proven?.find(({ address }) => address === this.addressHash(email));
      if (proof && Date.now() - proof.at.getTime() < NOTED_EVERY_MS) return;
      await this.prove(email);
    } catch {
      this.logger.warn('An address could not be noted as proven; it will be with the next visit.');
    }
  }

  private revert(email: string): void {
    const now = new Date();
    const _id = this.mailboxId(email);
    const less = (window: 'hour' | 'day') => ({
      updateOne: {
        filter: { _id, [`${window}.hits`]: { $gt: 0 }, [`${window}.endsAt`]: { $gt: now } },
        update: { $inc: { [`${window}.hits`]: -1 } },
      },
    });
    // A count that is one too high until the window ends does no harm.
    void this.raw.bulkWrite([less('hour'), less('day')]).catch(() => undefined);
  }

  private mailboxId(email: string): string {
    return this.keyedHash(`mailbox ${mailboxKey(email)}`);
  }

  private addressHash(email: string): string {
    return this.keyedHash(`address ${addressKey(email)}`);
  }

  private keyedHash(text: string): string {
    return createHmac('sha256', this.environment.jwtSecret).update(`recipient ${text}`).digest('hex');
  }
}

const fromNetwork = (network: string) => `bookings from ${network}`;
const withExpert = (expertId: string) => `bookings with ${expertId}`;

/** @param seconds until a booking is allowed without a code; 0 = never */
export function emailCodeRequired(seconds: number): DomainError {
  const message = 'Please confirm this email address with the code that is sent to it.';
  return new DomainError('email_code_required', {
    detail: message,
    errors: [{ field: 'attendee.email', code: 'email_code_required', message }],
    ...(seconds > 0 && { retryAfter: seconds }),
  });
}
