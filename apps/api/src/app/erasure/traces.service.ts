import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { InboxMail } from '../mail/inbox.schema';
import { OutboxRow } from '../outbox/outbox.schema';

/** Data about a client outside of the bookings: mails that wait or failed, and the inbox of a development system. */
@Injectable()
export class ClientTraces {
  constructor(
    @InjectModel(OutboxRow.name) private readonly outbox: Model<OutboxRow>,
    @InjectModel(InboxMail.name) private readonly inbox: Model<InboxMail>,
  ) {}

  /**
   * Empties the mails about these bookings.
   * @param unannounced bookings that were cancelled just now: the mails about it are still sent, and emptied then
   */
  async forget(uids: readonly string[], unannounced: readonly string[], address: string): Promise<void> {
    const announced = uids.filter((uid) => !unannounced.includes(uid));
    const about = (some: readonly string[]) => ({ 'payload.bookingUid': { $in: [...some] } });
    await this.outbox.collection.updateMany({ ...about(uids), state: 'failed' }, { $set: { payload: {} } });
    await this.outbox.collection.updateMany(
      { ...about(announced), state: 'waiting' },
      { $set: { state: 'done', doneAt: new Date(), payload: {} } },
    );
    const named = new RegExp(address.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
    await this.inbox.collection.deleteMany({ $or: [{ to: named }, { text: named }] });
  }
}
