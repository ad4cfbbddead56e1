import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { DailyAgenda } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { DirectWrites } from '../database/writes';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { Expert } from '../offerings/expert.schema';
import { Outbox } from '../outbox/outbox';
import { agendaTime } from './agenda-time';
import { DailyAgendaRecord } from './daily-agenda.schema';

/** Outbox topic of the mails. */
export const AGENDA_TOPIC = 'mail.agenda';

/** The payload of a row: everything else is read when it is sent. */
export interface AgendaPayload {
  expertId: Types.ObjectId;
  /** Local date in the expert's zone. */
  date: string;
}

const EVERY_MS = 10_000;
const BATCH = 200;

/** The daily agenda of experts who want one: the setting, and a row of the outbox a day. */
@Injectable()
export class DailyAgendas implements OnModuleInit {
  constructor(
    @InjectModel(DailyAgendaRecord.name) private readonly agendas: Model<DailyAgendaRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly outbox: Outbox,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    const run = (turn: SweepTurn) => this.sweep(turn, new Date());
    this.sweeper.add({ name: 'daily agendas', everyMs: EVERY_MS, run });
  }

  async get(expertId: Types.ObjectId): Promise<DailyAgenda> {
    const record = await this.agendas.findById(expertId, { hour: 1 }).lean();
    return { hour: record?.hour ?? null };
  }

  /** Switches it on, off, or to another hour. */
  async put({ expertId, timeZone }: SignedInExpert, { hour }: DailyAgenda): Promise<DailyAgenda> {
    if (hour === null) {
      await this.removeAll(expertId);
      return { hour };
    }
    const { next } = agendaTime(hour, timeZone, new Date());
    await this.agendas.updateOne({ _id: expertId }, { $set: { hour, dueAt: next } }, { upsert: true });
    return { hour };
  }

  async removeAll(expertId: Types.ObjectId): Promise<void> {
    await this.agendas.deleteOne({ _id: expertId });
  }

  /** Writes the rows of all agendas that are due at `now`. Safe to repeat: a day has one key. */
  async sweep(turn: Pick<SweepTurn, 'isOver'>, now: Date): Promise<void> {
    const due = await this.agendas
      .find({ dueAt: trusted({ $lte: now }) })
      .sort({ dueAt: 1 })
      .limit(BATCH)
      .lean();
    for (const record of due) {
      if (turn.isOver) return;
      await this.addDue(record, now);
    }
    if (due.length > 0) this.outbox.wake();
  }

  private async addDue({ _id: expertId, hour, dueAt }: DailyAgendaRecord, now: Date): Promise<void> {
    const expert = await this.experts.findById(expertId, { timeZone: 1, deletedAt: 1 }).lean();
    if (!expert || expert.deletedAt) return this.removeAll(expertId);
    // In the present zone, which may be another one than when it was planned.
    const { date, next } = agendaTime(hour, expert.timeZone, now);
    if (date) {
      const payload: AgendaPayload = { expertId, date };
      const key = `${AGENDA_TOPIC}:${String(expertId)}:${date}`;
      await this.outbox.add([{ topic: AGENDA_TOPIC, key, payload: { ...payload } }], new DirectWrites());
    }
    await this.agendas.updateOne({ _id: expertId, dueAt }, { $set: { dueAt: next } });
  }
}
