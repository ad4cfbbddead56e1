import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { createHash } from 'node:crypto';
import type { HourCycle, Language } from '@expertbook/contracts';
import { BookingAccess } from '../bookings/booking-access';
import type { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { StoredEntry } from '../connections/entry-writer';
import { SessionWrites } from '../database/writes';
import type { AccountMailContent } from '../mail/account-mail';
import { accountMail } from '../mail/account-mail';
import { localRange } from '../mail/local-time';
import { mailLocale } from '../mail/mail-locale';
import { MailTransport } from '../mail/outgoing-mail';
import type { Expert } from '../offerings/expert.schema';
import { Outbox } from '../outbox/outbox';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';

const PUT_BACK_TOPIC = 'mail.entry_put_back';

interface PutBack {
  email: string;
  language: Language;
  hourCycle?: HourCycle;
  timeZone: string;
  bookingUid: string;
  title: string;
  client: string;
  start: Date;
  end: Date;
  triedStart: Date;
  triedEnd: Date;
}

/** Mails to experts about entries whose change no booking could follow. */
@Injectable()
export class EntryNotices implements OnModuleInit {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly access: BookingAccess,
    private readonly outbox: Outbox,
    private readonly handlers: OutboxHandlers,
    private readonly transport: MailTransport,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(PUT_BACK_TOPIC, async (message, signal) => {
      if (this.transport.isThere) await this.transport.send(this.mailOf(message), signal);
    });
  }

  /** One mail for each version that an entry was given in the calendar. */
  async add(
    entryId: string,
    { booking, expert, tried }: { booking: BookingRecord; expert: Expert; tried: StoredEntry },
  ): Promise<void> {
    const attendee = booking.attendees.find(({ status }) => status === 'confirmed');
    if (!tried.times || !attendee) return;
    const payload: PutBack = {
      email: await this.access.emailOf(expert),
      language: expert.language ?? 'en',
      ...(expert.hourCycle && { hourCycle: expert.hourCycle }),
      timeZone: expert.timeZone,
      bookingUid: attendee.uid,
      title: booking.title,
      client: attendee.name,
      start: booking.start,
      end: booking.end,
      triedStart: new Date(tried.times.start),
      triedEnd: new Date(tried.times.end),
    };
    const key = `${PUT_BACK_TOPIC}:${entryId}:${tried.version}`;
    await this.connection.transaction((session) =>
      this.outbox.add([{ topic: PUT_BACK_TOPIC, key, payload: { ...payload } }], new SessionWrites(session)),
    );
    this.outbox.wake();
  }

  private mailOf({ key, payload }: OutboxMessage) {
    // Only `add` writes this topic.
    const notice = payload as unknown as PutBack;
    const { email, language, hourCycle, timeZone, bookingUid, start, end } = notice;
    const locale = mailLocale(language, hourCycle && { hourCycle });
    const { translate, isolateBidi } = locale;
    const when = localRange(start, end, timeZone, locale);
    const time = localRange(notice.triedStart, notice.triedEnd, timeZone, locale).short;
    const what = { title: isolateBidi(notice.title), client: isolateBidi(notice.client) };
    const content: AccountMailContent = {
      language: locale.language,
      subject: `${translate('putBack.title')}: ${translate('putBack.what', what)}`,
      preview: translate('putBack.text', { time }),
      badge: { text: translate('badge.confirmed'), tone: 'good' },
      heading: translate('putBack.title'),
      intro: translate('putBack.text', { time }),
      facts: [
        { label: translate('fact.what'), lines: [translate('putBack.what', what)], href: null },
        { label: translate('fact.when'), lines: [when.day, when.time, when.zone], href: null, strong: true },
      ],
      actions: [
        {
          label: translate('action.portal'),
          href: `${this.environment.publicUrl}/portal/bookings/${encodeURIComponent(bookingUid)}`,
        },
      ],
      footer: translate('putBack.footer'),
    };
    const name = createHash('sha256').update(key).digest('hex');
    return accountMail(content, email, name, this.environment);
  }
}
