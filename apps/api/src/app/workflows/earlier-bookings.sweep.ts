import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Sweeper } from '../leases/sweeper';
import { MessagePlanner } from './message-planner.service';
import { WorkflowMark } from './workflow-mark.schema';

const MARK = 'earlier bookings';
const EVERY_MS = 3_600_000;

/** Plans the messages of bookings from before there were reminders, once. Nothing is sent for times that have passed. */
@Injectable()
export class EarlierBookings implements OnModuleInit {
  private isDone = false;

  constructor(
    @InjectModel(WorkflowMark.name) private readonly marks: Model<WorkflowMark>,
    private readonly planner: MessagePlanner,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({ name: 'earlier bookings', everyMs: EVERY_MS, run: () => this.sweep(new Date()) });
  }

  async sweep(now: Date): Promise<void> {
    this.isDone ||= (await this.marks.exists({ _id: MARK })) !== null;
    if (this.isDone) return;
    await this.planner.planComing({}, now);
    await this.marks.updateOne({ _id: MARK }, { $set: { doneAt: now } }, { upsert: true });
  }
}
