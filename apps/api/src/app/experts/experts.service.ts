import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import { RESERVED_HANDLES } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { isVerified, User } from '../auth/user.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { omitUndefined } from '../http/omit-undefined';
import { DomainError, fieldError } from '../http/domain-error';
import { SchedulesService } from '../schedules/schedules.service';
import type { BecomeExpertDto, ExpertProfileDto, UpdateExpertDto } from './expert.dto';
import { toExpertProfile } from './expert.mapper';
import { Expert, MAX_PREVIOUS_HANDLES } from '../offerings/expert.schema';
import { HandleAvailability } from './handle-availability.service';
import { ReservedHandles } from './reserved-handles.service';

const PROFILE_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };
const CALENDAR_OPENED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Reads and changes experts' profiles. */
@Injectable()
export class ExpertsService {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly schedules: SchedulesService,
    private readonly calendars: CalendarTransactions,
    private readonly reserved: ReservedHandles,
    private readonly handles: HandleAvailability,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The expert of a user, or null. */
  findByUserId(userId: Types.ObjectId): Promise<Expert | null> {
    return this.experts.findOne({ userId, deletedAt: null }).lean().exec();
  }

  /** The expert who has this handle or had it before, in any letter case; or null. */
  async findByHandle(text: string): Promise<Expert | null> {
    const handle = text.toLowerCase();
    return (
      (await this.experts.findOne({ handle, deletedAt: null }).lean()) ??
      (await this.experts.findOne({ previousHandles: handle }).lean())
    );
  }

  /**
   * The expert whose page is public under this handle; otherwise null, also while the account's address is not
   * verified.
   * @param viewer an expert who requests it, and sees their own page before it is public
   */
  async findPublic(text: string, viewer: Types.ObjectId | null = null): Promise<Expert | null> {
    const expert = await this.findByHandle(text);
    if (!expert || !this.environment.verifiesEmail || viewer?.equals(expert._id)) return expert;
    const user = await this.users.findById(expert.userId, { unverifiedEmailKey: 1 }).lean();
    return user && isVerified(user, this.environment) ? expert : null;
  }

  /** The expert with this id, or null. */
  findById(expertId: Types.ObjectId): Promise<Expert | null> {
    return this.experts.findById(expertId).lean().exec();
  }

  /**
   * Makes a user an expert: profile, default schedule and calendar, in one transaction.
   * @param language of the requesting page: that of their mails and page until they choose another
   * @throws DomainError `handle_reserved`, `handle_taken`, `already_expert`; `unauthenticated` when the account is
   * gone
   */
  async become(
    userId: Types.ObjectId,
    request: BecomeExpertDto,
    language: Language | null,
  ): Promise<ExpertProfileDto> {
    assertNotReserved(request.handle);
    const user = await this.users.findOne({ _id: userId, deletedAt: null }, { name: 1 }).lean();
    if (!user) throw new DomainError('unauthenticated');
    if (await this.findByUserId(userId)) throw new DomainError('already_expert');
    if (await this.findByHandle(request.handle)) throw handleTaken();

    const expert: Expert = {
      _id: new Types.ObjectId(),
      userId,
      handle: request.handle,
      handles: [request.handle],
      name: request.name ?? user.name,
      headline: request.headline ?? '',
      bio: request.bio ?? '',
      timeZone: request.timeZone,
      ...(language && { language }),
      createdAt: new Date(),
    };
    await this.calendars
      .run(expert._id, CALENDAR_OPENED, async ({ session }) => {
        if (await this.reserved.isReservedForOther(null, expert.handle, session)) throw handleTaken();
        await this.experts.create([expert], { session });
        await this.schedules.createFirst(expert._id, expert.timeZone, session);
      })
      .catch(explainDuplicate);
    return toExpertProfile(expert, this.environment.publicUrl);
  }

  /**
   * Changes the profile; links with an old handle redirect. The calendar's revision rises, because cached offerings
   * contain data of the expert.
   * @throws DomainError `handle_reserved`, `handle_taken`
   */
  async update(expertId: Types.ObjectId, request: UpdateExpertDto): Promise<ExpertProfileDto> {
    if (request.handle !== undefined) assertNotReserved(request.handle);
    const { notifications, ...changes } = omitUndefined(request);
    const after = await this.calendars
      .run(expertId, PROFILE_CHANGED, async ({ session }) => {
        const before = await this.experts.findOne({ _id: expertId, deletedAt: null }).session(session).lean();
        if (!before) throw new DomainError('not_expert');
        if (changes.handle !== undefined && changes.handle !== before.handle) {
          // Checked before the index does, because an index error aborts the whole transaction. Concurrent changes
          // are left to the index.
          const standing = await this.handles.of(expertId, changes.handle, session);
          if (standing === 'taken') throw handleTaken();
        }
        const $set: Partial<Expert> = {
          ...changes,
          ...(notifications && { notifications: { ...before.notifications, ...notifications } }),
          ...(changes.handle !== undefined && handlesAfter(before, changes.handle)),
        };
        const dropped = $set.handles && (before.handles ?? []).filter((old) => !$set.handles?.includes(old));
        await this.reserved.reserve(dropped ?? [], expertId, session);
        await this.experts.updateOne({ _id: expertId }, { $set }, { session });
        return { ...before, ...$set };
      })
      .catch(explainDuplicate);
    return toExpertProfile(after, this.environment.publicUrl);
  }
}

/** The handles after a change of the current one: the ten before it redirect. */
function handlesAfter(
  before: Pick<Expert, 'handle' | 'previousHandles'>,
  handle: string,
): Pick<Expert, 'previousHandles' | 'handles'> {
  const previousHandles = [...new Set([before.handle, ...(before.previousHandles ?? [])])]
    .filter((old) => old !== handle)
    .slice(0, MAX_PREVIOUS_HANDLES);
  return { previousHandles, handles: [handle, ...previousHandles] };
}

function assertNotReserved(handle: string): void {
  if (!RESERVED_HANDLES.includes(handle)) return;
  throw fieldError('handle_reserved', 'handle', `"${handle}" is reserved. Choose another link name.`);
}

function handleTaken(): DomainError {
  return fieldError('handle_taken', 'handle', 'This link name is taken. Choose another one.');
}

function explainDuplicate(error: unknown): never {
  if (isDuplicateKey(error, 'handle') || isDuplicateKey(error, 'handles')) throw handleTaken();
  if (isDuplicateKey(error, 'userId')) throw new DomainError('already_expert');
  throw error;
}
