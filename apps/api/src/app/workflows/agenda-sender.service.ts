import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { BookingAccess } from '../bookings/booking-access';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { MailTransport } from '../mail/outgoing-mail';
import { Expert } from '../offerings/expert.schema';
import type { Dropped, OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { agendaMail } from './agenda-mail';
import { localDay } from './agenda-time';
import type { AgendaPayload } from './daily-agenda.service';
import { AGENDA_TOPIC, DailyAgendas } from './daily-agenda.service';

/** Sends daily agendas, with the bookings as they are at that moment. */
@Injectable()
export class AgendaSender implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly agendas: DailyAgendas,
    private readonly transport: MailTransport,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(AGENDA_TOPIC, (message, signal) => this.send(message, signal, new Date()));
  }

  /** Sends it, or returns why it is of no use at `now`. */
  async send(
    { key, payload }: Pick<OutboxMessage, 'key' | 'payload'>,
    signal: AbortSignal,
    now: Date,
  ): Promise<Dropped | void> {
    const { expertId, date } = payload as unknown as AgendaPayload;
    const expert = await this.experts.findById(expertId).lean();
    if (!expert || expert.deletedAt) return { dropped: 'account_closed' };
    if ((await this.agendas.get(expertId)).hour === null) return { dropped: 'message_removed' };
    const { from, to } = localDay(expert.timeZone, date);
    if (now >= to) return { dropped: 'too_late' };
    const sessions = await this.bookings
      .find({
        expertId,
        start: trusted({ $gte: from, $lt: to }),
        status: trusted({ $in: ['pending', 'confirmed'] }),
      })
      .sort({ start: 1 })
      .lean();
    if (sessions.length === 0) return { dropped: 'nothing_booked' };
    const email = await this.access.emailOf(expert);
    const mail = agendaMail(expert, email, sessions, key, this.environment);
    if (this.transport.isThere) await this.transport.send(mail, signal);
  }
}
