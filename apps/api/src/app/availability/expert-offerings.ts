import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { isVerified, User } from '../auth/user.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { Expert } from '../offerings/expert.schema';
import { ScheduleRecord } from '../offerings/schedule.schema';

/** Everything an expert offers, at one revision. */
export interface ExpertOfferings {
  expert: Expert | null;
  /** Of the expert's account. */
  email: string;
  /** Whether it is visible to clients: once the account's address is verified. */
  isPublic: boolean;
  /** Without removed ones. */
  eventTypes: EventTypeRecord[];
  schedules: ScheduleRecord[];
}

/** Reads the offerings of experts. */
@Injectable()
export class ExpertOfferingsReader {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @param session sequential reads inside its transaction, which allows one operation at a time */
  async read(expertId: Types.ObjectId, session: ClientSession | null = null): Promise<ExpertOfferings> {
    const questions = [
      () => this.expertWithEmail(expertId, session),
      () => this.within(this.eventTypes.find({ expertId, deletedAt: null }), session).lean(),
      () => this.within(this.schedules.find({ expertId }), session).lean(),
    ] as const;
    const [owner, eventTypes, schedules] = session
      ? [await questions[0](), await questions[1](), await questions[2]()]
      : await Promise.all([questions[0](), questions[1](), questions[2]()]);
    return { ...owner, eventTypes, schedules };
  }

  /** An event type that was deleted but still has bookings; null if it was not. */
  async removed(_id: Types.ObjectId, session: ClientSession | null = null): Promise<EventTypeRecord | null> {
    return this.within(this.eventTypes.findOne({ _id, deletedAt: trusted({ $ne: null }) }), session).lean();
  }

  private async expertWithEmail(
    expertId: Types.ObjectId,
    session: ClientSession | null,
  ): Promise<Pick<ExpertOfferings, 'expert' | 'email' | 'isPublic'>> {
    const expert = await this.within(this.experts.findById(expertId), session).lean();
    const user =
      expert &&
      (await this.within(
        this.users.findById(expert.userId, { email: 1, unverifiedEmailKey: 1 }),
        session,
      ).lean());
    const isPublic = user !== null && isVerified(user, this.environment);
    return { expert, email: user?.email ?? '', isPublic };
  }

  /** Outside of a transaction with majority read concern: data that a failover could roll back must not be cached. */
  private within<Q extends { session(s: ClientSession): Q; readConcern(level: string): Q }>(
    query: Q,
    session: ClientSession | null,
  ): Q {
    return session ? query.session(session) : query.readConcern('majority');
  }
}
