import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { isValidObjectId, trusted } from 'mongoose';
import type { Model } from 'mongoose';
import { DomainError } from '../http/domain-error';
import { InboxMail } from './inbox.schema';
import { Batcher } from '../outbox/batcher';
import type { OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

const MAX_KEPT = 200;
const CLEANUP_EVERY = 50;

/** A mail without its HTML, which only the page of that mail needs. */
export type InboxEntry = Omit<InboxMail, 'html'>;

/** Keeps the newest mails instead of sending them, for development without an SMTP server. */
@Injectable()
export class Inbox extends MailTransport {
  private readonly kept = new Batcher<OutgoingMail>((mails) => this.keep(mails));
  /** Starts full, so that surplus mails of an earlier process are removed with the first new mail. */
  private sinceCleanup = CLEANUP_EVERY;

  constructor(@InjectModel(InboxMail.name) private readonly mails: Model<InboxMail>) {
    super();
  }

  send(mail: OutgoingMail): Promise<void> {
    return this.kept.add(mail);
  }

  /** Newest first. */
  async list(): Promise<InboxEntry[]> {
    return this.mails.find({}, { html: 0 }).sort({ _id: -1 }).limit(MAX_KEPT).lean();
  }

  /** @throws DomainError `not_found` */
  async get(id: string): Promise<InboxMail> {
    const mail = isValidObjectId(id) ? await this.mails.findById(id).lean() : null;
    if (!mail) throw new DomainError('not_found');
    return mail;
  }

  private async keep(mails: readonly OutgoingMail[]): Promise<void> {
    const createdAt = new Date();
    await this.mails.bulkWrite(
      mails.map((mail) => ({
        updateOne: {
          filter: { messageId: mail.messageId },
          update: {
            $setOnInsert: {
              to: `${mail.to.name} <${mail.to.email}>`.trim(),
              subject: mail.subject,
              text: mail.text,
              html: mail.html,
              calendar: mail.calendar?.content ?? null,
              method: mail.calendar?.method ?? null,
              createdAt,
            },
          },
          upsert: true,
        },
      })),
    );
    this.sinceCleanup += mails.length;
    if (this.sinceCleanup >= CLEANUP_EVERY) await this.removeOld();
  }

  private async removeOld(): Promise<void> {
    this.sinceCleanup = 0;
    const oldest = await this.mails
      .findOne({}, { _id: 1 })
      .sort({ _id: -1 })
      .skip(MAX_KEPT - 1)
      .lean();
    if (oldest) await this.mails.deleteMany({ _id: trusted({ $lt: oldest._id }) });
  }
}
