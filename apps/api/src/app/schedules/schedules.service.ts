import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ScheduleRequest } from '@expertbook/contracts';
import { validateHours } from '@expertbook/scheduling';
import type { ClientSession, Model } from 'mongoose';
import { Types } from 'mongoose';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { omitUndefined } from '../http/omit-undefined';
import { DomainError, fieldError } from '../http/domain-error';
import { DEFAULT_SCHEDULE } from './default-schedule';
import type { ScheduleDto, ScheduleRequestDto, UpdateScheduleDto } from './schedule.dto';
import { toSchedule } from './schedule.dto';
import { ScheduleRecord } from '../offerings/schedule.schema';

const HOURS_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Reads and changes an expert's working hours. Every change raises the calendar's revision. */
@Injectable()
export class SchedulesService {
  constructor(
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    private readonly calendars: CalendarTransactions,
  ) {}

  /**
   * The schedule of an event type.
   * @param scheduleId the event type's own; null = the expert's default
   * @returns null for a schedule of another expert; an expert always has a default
   */
  findFor(
    expertId: Types.ObjectId,
    scheduleId: Types.ObjectId | null,
    session: ClientSession | null = null,
  ): Promise<ScheduleRecord | null> {
    const filter = scheduleId ? { _id: scheduleId, expertId } : { expertId, isDefault: true };
    return this.schedules.findOne(filter).session(session).lean().exec();
  }

  /** Creates the default schedule of a new expert, in the same transaction. */
  async createFirst(expertId: Types.ObjectId, timeZone: string, session: ClientSession): Promise<void> {
    await this.schedules.create([{ ...DEFAULT_SCHEDULE, expertId, timeZone, isDefault: true }], { session });
  }

  /** The expert's schedules, the default first, then by name. */
  async list(expertId: Types.ObjectId): Promise<ScheduleDto[]> {
    const records = await this.schedules.find({ expertId }).sort({ isDefault: -1, name: 1, _id: 1 }).lean();
    return records.map(toSchedule);
  }

  /** @throws DomainError `not_found` */
  async get(expertId: Types.ObjectId, id: Types.ObjectId): Promise<ScheduleDto> {
    return toSchedule(await this.own(expertId, id));
  }

  /** @throws DomainError `validation_failed` with the path of each invalid time or date */
  async create(expertId: Types.ObjectId, request: ScheduleRequestDto): Promise<ScheduleDto> {
    const record: ScheduleRecord = {
      overrides: [],
      outOfOffice: [],
      isDefault: false,
      ...(omitUndefined(request) as ScheduleRequest),
      _id: new Types.ObjectId(),
      expertId,
    };
    assertValidHours(record);
    await this.calendars.run(expertId, HOURS_CHANGED, async ({ session }) => {
      if (record.isDefault) await this.unmarkDefault(expertId, session);
      await this.schedules.create([record], { session });
    });
    return toSchedule(record);
  }

  /** @throws DomainError `not_found`, `validation_failed` */
  async update(
    expertId: Types.ObjectId,
    id: Types.ObjectId,
    request: UpdateScheduleDto,
  ): Promise<ScheduleDto> {
    return this.calendars.run(expertId, HOURS_CHANGED, async ({ session }) => {
      const before = await this.own(expertId, id, session);
      const after = { ...before, ...omitUndefined(request) };
      assertValidHours(after);
      if (before.isDefault && !after.isDefault) {
        throw fieldError('validation_failed', 'isDefault', 'Make another schedule the default instead.');
      }
      if (!before.isDefault && after.isDefault) await this.unmarkDefault(expertId, session);
      await this.schedules.updateOne({ _id: id, expertId }, { $set: omitUndefined(request) }, { session });
      return toSchedule(after);
    });
  }

  /** @throws DomainError `not_found`; `last_schedule` for the default one; `schedule_in_use` by an event type */
  async remove(expertId: Types.ObjectId, id: Types.ObjectId): Promise<void> {
    await this.calendars.run(expertId, HOURS_CHANGED, async ({ session }) => {
      const schedule = await this.own(expertId, id, session);
      if (schedule.isDefault) {
        throw new DomainError('last_schedule', {
          detail: 'The default schedule can’t be deleted. Make another one the default first.',
        });
      }
      const user = await this.eventTypes
        .findOne({ expertId, scheduleId: id, deletedAt: null }, { title: 1 })
        .session(session)
        .lean();
      if (user) {
        throw new DomainError('schedule_in_use', {
          detail: `The event type "${user.title}" uses this schedule. Choose another one for it first.`,
        });
      }
      await this.schedules.deleteOne({ _id: id, expertId }, { session });
    });
  }

  private async own(
    expertId: Types.ObjectId,
    id: Types.ObjectId,
    session: ClientSession | null = null,
  ): Promise<ScheduleRecord> {
    const record = await this.findFor(expertId, id, session);
    if (!record) throw new DomainError('not_found');
    return record;
  }

  private async unmarkDefault(expertId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.schedules.updateMany(
      { expertId, isDefault: true },
      { $set: { isDefault: false } },
      { session },
    );
  }
}

function assertValidHours(hours: ScheduleRecord): void {
  const errors = validateHours(hours).map(({ field, ...problem }) => ({
    field: field.replace(/\[(\d+)\]/g, '.$1'),
    ...problem,
  }));
  if (errors.length > 0) throw new DomainError('validation_failed', { detail: errors[0]?.message, errors });
}
