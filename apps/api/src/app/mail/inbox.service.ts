import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { isValidObjectId, trusted } from 'mongoose';
import type { Model } from 'mongoose';
import { DomainError } from '../http/domain-error';
import { InboxMail } from './inbox.schema';
import type { OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

const KEPT = 200;

/** A mail without its HTML, which only its own page needs. */
export type InboxEntry = Omit<InboxMail, 'html'>;

/** Keeps the newest mails instead of sending them, for development without an SMTP server. */
@Injectable()
export class Inbox extends MailTransport {
  constructor(@InjectModel(InboxMail.name) private readonly mails: Model<InboxMail>) {
    super();
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.mails.updateOne(
      { messageId: mail.messageId },
      {
        $setOnInsert: {
          to: `${mail.to.name} <${mail.to.email}>`,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          calendar: mail.calendar?.content ?? null,
          method: mail.calendar?.method ?? null,
          createdAt: new Date(),
        },
      },
      { upsert: true },
    );
    await this.forgetOld();
  }

  /** Newest first. */
  async list(): Promise<InboxEntry[]> {
    return this.mails.find({}, { html: 0 }).sort({ _id: -1 }).limit(KEPT).lean();
  }

  /** @throws DomainError `not_found` */
  async get(id: string): Promise<InboxMail> {
    const mail = isValidObjectId(id) ? await this.mails.findById(id).lean() : null;
    if (!mail) throw new DomainError('not_found');
    return mail;
  }

  private async forgetOld(): Promise<void> {
    const oldest = await this.mails
      .findOne({}, { _id: 1 })
      .sort({ _id: -1 })
      .skip(KEPT - 1)
      .lean();
    if (oldest) await this.mails.deleteMany({ _id: trusted({ $lt: oldest._id }) });
  }
}
