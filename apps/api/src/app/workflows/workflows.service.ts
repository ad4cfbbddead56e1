import { Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { DailyAgendas } from './daily-agenda.service';
import { MessageSettings } from './message-settings.service';
import { ReminderStops } from './reminder-stops.service';

/** What is stored about the reminders of an expert, for the export and the end of the account. */
@Injectable()
export class Workflows {
  constructor(
    private readonly settings: MessageSettings,
    private readonly agendas: DailyAgendas,
    private readonly stops: ReminderStops,
  ) {}

  async exportOf(expertId: Types.ObjectId) {
    return {
      messages: await this.settings.listOwn(expertId),
      dailyAgenda: await this.agendas.get(expertId),
    };
  }

  /** Safe to repeat. */
  async removeAll(expertId: Types.ObjectId): Promise<void> {
    await this.settings.removeAll(expertId);
    await this.agendas.removeAll(expertId);
    await this.stops.removeAll(expertId);
  }
}
