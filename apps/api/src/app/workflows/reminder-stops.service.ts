import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ReminderStop } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { DomainError } from '../http/domain-error';
import { Expert } from '../offerings/expert.schema';
import { ReminderStopRecord } from './reminder-stop.schema';
import type { ReminderSubject } from './reminder-token';
import { readReminderToken } from './reminder-token';

/** Who does not want reminders of whom. Confirmations and other mails about bookings are always sent. */
@Injectable()
export class ReminderStops {
  constructor(
    @InjectModel(ReminderStopRecord.name) private readonly stops: Model<ReminderStopRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async isStopped({ expertId, recipient }: ReminderSubject): Promise<boolean> {
    return (await this.stops.exists({ expertId, recipient })) !== null;
  }

  /** @throws DomainError `not_found` for a token that this installation has not made, and after the account's end */
  async view(token: string): Promise<ReminderStop> {
    const subject = this.read(token);
    const expert = await this.experts.findById(subject.expertId, { name: 1, handle: 1, deletedAt: 1 }).lean();
    if (!expert || expert.deletedAt) throw new DomainError('not_found');
    const { name, handle } = expert;
    return { expert: { name, handle }, isStopped: await this.isStopped(subject) };
  }

  /** Stops them or starts them again; a repetition changes nothing. @throws DomainError `not_found` */
  async set(token: string, isStopped: boolean): Promise<ReminderStop> {
    const found = await this.view(token);
    const { expertId, recipient } = this.read(token);
    if (!isStopped) await this.stops.deleteOne({ expertId, recipient });
    else if (!found.isStopped) await this.insert({ expertId, recipient });
    return { ...found, isStopped };
  }

  async removeAll(expertId: Types.ObjectId): Promise<void> {
    await this.stops.deleteMany({ expertId });
  }

  /** @throws DomainError `not_found` for a token that this installation has not made */
  assertToken(token: string): void {
    this.read(token);
  }

  private async insert(subject: ReminderSubject): Promise<void> {
    try {
      await this.stops.create({ ...subject, createdAt: new Date() });
    } catch (error) {
      // Another request has stopped them at the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private read(token: string): ReminderSubject {
    const subject = readReminderToken(token, this.environment.jwtSecret);
    if (!subject) throw new DomainError('not_found');
    return subject;
  }
}
