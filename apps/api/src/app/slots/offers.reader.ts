import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isValidObjectId, Types } from 'mongoose';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { EventTypeRecord } from '../event-types/event-type.schema';
import { Expert } from '../experts/expert.schema';
import { DomainError } from '../http/domain-error';
import { ScheduleRecord } from '../schedules/schedule.schema';
import type { Offer } from './offer';

/** Reads offers as clients may see them: removed ones do not exist, switched-off ones are not bookable. */
@Injectable()
export class OffersReader {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    private readonly calendars: CalendarTransactions,
  ) {}

  /** @throws DomainError `not_found`, `event_type_inactive` */
  async byLink(handle: string, slug: string): Promise<Offer> {
    const expert = await this.experts.findOne({ handle }, { _id: 1 }).lean();
    if (!expert) throw new DomainError('not_found');
    return this.read(expert._id, { slug }, null);
  }

  /**
   * @param session reads inside its transaction
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async byEventType(id: string | Types.ObjectId, session: ClientSession | null = null): Promise<Offer> {
    if (!isValidObjectId(id)) throw new DomainError('not_found');
    const _id = new Types.ObjectId(id);
    const eventType = await this.eventTypes.findById(_id, { expertId: 1 }).session(session).lean();
    if (!eventType) throw new DomainError('not_found');
    return this.read(eventType.expertId, { _id }, session);
  }

  private async read(
    expertId: Types.ObjectId,
    which: { _id: Types.ObjectId } | { slug: string },
    session: ClientSession | null,
  ): Promise<Offer> {
    const revision = session ? 0 : await this.calendars.revisionOf(expertId);
    const readExpert = () => this.experts.findById(expertId).session(session).lean();
    const readEventType = () =>
      this.eventTypes
        .findOne({ ...which, expertId, deletedAt: null })
        .session(session)
        .lean();
    const readSchedules = () => this.schedules.find({ expertId }).session(session).lean();
    // One session carries one operation at a time.
    const [expert, eventType, schedules] = session
      ? [await readExpert(), await readEventType(), await readSchedules()]
      : await Promise.all([readExpert(), readEventType(), readSchedules()]);
    if (!expert || !eventType) throw new DomainError('not_found');
    if (!eventType.active) throw new DomainError('event_type_inactive');
    const schedule =
      schedules.find(({ _id }) => eventType.scheduleId?.equals(_id)) ??
      schedules.find(({ isDefault }) => isDefault);
    if (!schedule) throw new Error(`Event type ${String(eventType._id)} has no schedule.`);
    return { expert, eventType, schedule, revision };
  }
}
