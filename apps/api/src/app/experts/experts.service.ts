import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { RESERVED_HANDLES } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { User } from '../auth/user.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { isDuplicateKey } from '../database/database-errors';
import { given } from '../http/given';
import { DomainError, fieldError } from '../http/domain-error';
import { SchedulesService } from '../schedules/schedules.service';
import type { BecomeExpertDto, ExpertProfileDto, UpdateExpertDto } from './expert.dto';
import { toExpertProfile } from './expert.dto';
import { Expert } from './expert.schema';

const CALENDAR_OPENED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Reads and changes experts' profiles. */
@Injectable()
export class ExpertsService {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly schedules: SchedulesService,
    private readonly calendars: CalendarTransactions,
  ) {}

  /** The expert a user has become, or null. */
  findByUserId(userId: Types.ObjectId): Promise<Expert | null> {
    return this.experts.findOne({ userId }).lean().exec();
  }

  /** The expert with this link name in any letter case, or null. */
  findByHandle(handle: string): Promise<Expert | null> {
    return this.experts.findOne({ handle: handle.toLowerCase() }).lean().exec();
  }

  /** The expert with this id, or null. */
  findById(expertId: Types.ObjectId): Promise<Expert | null> {
    return this.experts.findById(expertId).lean().exec();
  }

  /**
   * Makes a user an expert: profile, first working hours and calendar, all or nothing.
   * @throws DomainError `handle_reserved`, `handle_taken`, `already_expert`; `unauthenticated` when the account is gone
   */
  async become(userId: Types.ObjectId, request: BecomeExpertDto): Promise<ExpertProfileDto> {
    refuseReserved(request.handle);
    const user = await this.users.findById(userId, { name: 1 }).lean();
    if (!user) throw new DomainError('unauthenticated');
    if (await this.findByUserId(userId)) throw new DomainError('already_expert');
    if (await this.findByHandle(request.handle)) throw handleTaken();

    const expert: Expert = {
      _id: new Types.ObjectId(),
      userId,
      handle: request.handle,
      name: request.name ?? user.name,
      headline: request.headline ?? '',
      bio: request.bio ?? '',
      timeZone: request.timeZone,
      createdAt: new Date(),
    };
    await this.calendars
      .run(expert._id, CALENDAR_OPENED, async ({ session }) => {
        await this.experts.create([expert], { session });
        await this.schedules.createFirst(expert._id, expert.timeZone, session);
      })
      .catch(explainDuplicate);
    return toExpertProfile(expert);
  }

  /** @throws DomainError `handle_reserved`, `handle_taken` */
  async update(expertId: Types.ObjectId, request: UpdateExpertDto): Promise<ExpertProfileDto> {
    if (request.handle !== undefined) refuseReserved(request.handle);
    const expert = await this.experts
      .findByIdAndUpdate(expertId, { $set: given(request) }, { returnDocument: 'after' })
      .lean()
      .orFail(() => new DomainError('not_expert'))
      .exec()
      .catch(explainDuplicate);
    return toExpertProfile(expert);
  }
}

function refuseReserved(handle: string): void {
  if (!RESERVED_HANDLES.includes(handle)) return;
  throw fieldError('handle_reserved', 'handle', `"${handle}" is reserved. Choose another link name.`);
}

function handleTaken(): DomainError {
  return fieldError('handle_taken', 'handle', 'This link name is taken. Choose another one.');
}

function explainDuplicate(error: unknown): never {
  if (isDuplicateKey(error, 'handle')) throw handleTaken();
  if (isDuplicateKey(error, 'userId')) throw new DomainError('already_expert');
  throw error;
}
