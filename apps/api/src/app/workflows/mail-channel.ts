import { Inject, Injectable } from '@nestjs/common';
import type { MessageValues } from '@expertbook/presentation';
import { fillMessage } from '@expertbook/presentation';
import { toBookingMailInput } from '../bookings/booking-mail-input.mapper';
import { shortened, webAddress } from '../calendar-file/plain-text';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { bookingFacts, placeName } from '../mail/booking-facts';
import { readerLocale } from '../mail/booking-mail-reader';
import type { BookingMailPayload } from '../mail/booking-mails';
import { clientPayload, withoutFormTexts } from '../mail/booking-mails';
import type { LocalRange } from '../mail/local-time';
import { localRange } from '../mail/local-time';
import { addressOf, homeOf, messageIdOf, photoAddress, threadOf } from '../mail/mail-addresses';
import type { MailContent, MailFact, MailLink } from '../mail/mail-content';
import { mailHtml } from '../mail/mail-html';
import type { MailLocale } from '../mail/mail-locale';
import { accentOf, mailMark } from '../mail/mail-mark';
import { mailText } from '../mail/mail-text';
import type { OutgoingMail } from '../mail/outgoing-mail';
import { MailTransport } from '../mail/outgoing-mail';
import type { Channel, DueMessage } from './message-channel';
import { messageText, workflowTexts } from './message-texts';

const MAX_SUBJECT = 150;
/** Names of attendees that are listed one by one. */
const MAX_NAMES = 5;

const TONES = {
  before_start: 'waiting',
  after_booking: 'good',
  after_end: 'good',
  cancelled: 'off',
  no_show: 'off',
} as const;

/** Messages as mails, in the look of the other mails about bookings. */
@Injectable()
export class MailChannel implements Channel {
  readonly name = 'mail';

  constructor(
    private readonly transport: MailTransport,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async send(due: DueMessage, signal: AbortSignal): Promise<void> {
    if (this.transport.isThere) await this.transport.send(this.compose(due), signal);
  }

  /** Deterministic: every attempt of a message gives the same mail. */
  compose(due: DueMessage): OutgoingMail {
    const { publicUrl, mailFrom } = this.environment;
    const payload = payloadOf(due);
    const content = this.contentOf(due, payload);
    const { recipient } = payload;
    const client = addressOf(payload.attendee);
    const expert = addressOf(payload.expert);
    const guest = due.guest === undefined ? null : { name: '', email: due.guest };
    return {
      messageId: messageIdOf(due.key, mailFrom),
      thread: threadOf(payload.calendarUid ?? payload.bookingUid, recipient, mailFrom),
      to: guest ?? (recipient === 'expert' ? expert : client),
      // A guest may know only the client.
      replyTo: guest || recipient === 'expert' ? client : expert,
      subject: content.subject,
      text: mailText(content),
      html: mailHtml(content),
      calendar: null,
      ...(due.stopToken && { unsubscribe: `${publicUrl}/api/v1/reminder-stops/${due.stopToken}` }),
    };
  }

  private contentOf(due: DueMessage, payload: BookingMailPayload): MailContent {
    const { publicUrl } = this.environment;
    const { message } = due;
    const locale = readerLocale(payload);
    const { translate, isolateBidi, language } = locale;
    const texts = workflowTexts(language);
    const toExpert = payload.recipient === 'expert';
    const zone = toExpert ? payload.expert.timeZone : payload.attendee.timeZone;
    const when = localRange(payload.start, payload.end, zone, locale);
    const values = valuesOf(due, payload, when, locale);
    const own = messageText(message, language);
    const subject = shortened(fillMessage(own.subject, values), MAX_SUBJECT);
    const expert = isolateBidi(payload.expert.name);
    const email = isolateBidi(payload.attendee.email);
    const footer = payload.unproven ? 'footer.unproven' : (`footer.${payload.recipient}` as const);
    const badge = texts(`badge.${message.trigger}`);
    return {
      language,
      subject,
      preview: translate('preview', { badge, day: when.day, time: when.time, zone: when.zone }),
      look: { name: expert, photo: photoAddress(publicUrl, payload), accent: accentOf(payload) },
      badge: { text: badge, tone: TONES[message.trigger] },
      heading: subject,
      intro: fillMessage(own.body, values),
      facts: this.factsOf(due, payload, when, locale, values),
      actions: this.actionsFor(due, payload, locale),
      calendars: null,
      footer: translate(footer, { expert, email }),
      home: homeOf(publicUrl),
      ...(due.stopToken && {
        stop: { label: texts('stop'), href: `${publicUrl}/account/reminders#token=${due.stopToken}` },
      }),
    };
  }

  private factsOf(
    { attendees }: DueMessage,
    payload: BookingMailPayload,
    when: LocalRange,
    locale: MailLocale,
    values: MessageValues,
  ): MailFact[] {
    const facts = bookingFacts(payload, when, locale, mailMark(payload, this.environment.publicUrl));
    if (attendees.length < 2) return facts;
    // A session of several clients has no single address.
    const label = locale.translate('fact.client');
    return facts.map((fact) => (fact.label === label ? { ...fact, lines: [values.client_name] } : fact));
  }

  private actionsFor(
    { message: { trigger }, manageToken }: DueMessage,
    payload: BookingMailPayload,
    { translate }: MailLocale,
  ): MailLink[] {
    const { publicUrl } = this.environment;
    const { recipient, bookingUid, meetingUrl, expert, slug } = payload;
    const isAhead = trigger === 'before_start' || trigger === 'after_booking';
    const join = isAhead ? webAddress(meetingUrl) : null;
    const actions: MailLink[] = join ? [{ label: translate('action.join'), href: join }] : [];
    if (recipient === 'expert') {
      const portal = `${publicUrl}/portal/bookings/${encodeURIComponent(bookingUid)}`;
      return [...actions, { label: translate('action.portal'), href: portal }];
    }
    if (recipient === 'guest') return actions;
    if (!isAhead) {
      const again = `${publicUrl}/${encodeURIComponent(expert.handle)}/${encodeURIComponent(slug)}`;
      actions.push({ label: translate('action.again'), href: again });
    }
    if (manageToken) {
      const href = `${publicUrl}/bookings/${encodeURIComponent(bookingUid)}#token=${encodeURIComponent(manageToken)}`;
      actions.push({ label: translate(isAhead ? 'action.manage' : 'action.view'), href });
    }
    return actions;
  }
}

/** The booking as the recipient may see it: reminders repeat no answers and notes, except to the expert. */
function payloadOf({ message, found, eventType, guest, clientProven }: DueMessage): BookingMailPayload {
  const { expertEmail } = found;
  const input = toBookingMailInput(found, { expertEmail, eventType, mailToken: null, clientProven });
  const {
    manageToken: _manageToken,
    answerToken: _answerToken,
    notifications: _notifications,
    guestsInvited: _guestsInvited,
    clientProven: _clientProven,
    ...facts
  } = input;
  const kind = message.trigger === 'cancelled' ? 'cancelled' : 'confirmed';
  const whole = { ...facts, kind, pending: false, sealedToken: null } as const;
  if (guest !== undefined) return withoutFormTexts({ ...whole, recipient: 'guest', guest });
  if (message.recipient === 'expert') return { ...whole, recipient: 'expert' };
  const brief: BookingMailPayload = { ...whole, recipient: 'client', guests: [], answers: [], notes: '' };
  return clientPayload(brief, input);
}

function valuesOf(
  { attendees }: DueMessage,
  payload: BookingMailPayload,
  when: LocalRange,
  locale: MailLocale,
): MessageValues {
  const { translate, isolateBidi, language } = locale;
  const names = attendees.length > 1 ? attendees.map(({ name }) => isolateBidi(name)) : [];
  const listed = names.slice(0, MAX_NAMES).join(', ');
  const all =
    names.length > MAX_NAMES
      ? workflowTexts(language)('andMore', { names: listed, count: names.length - MAX_NAMES })
      : listed;
  return {
    client_name: all || isolateBidi(payload.attendee.name),
    expert_name: isolateBidi(payload.expert.name),
    event_title: isolateBidi(payload.title),
    date: when.day,
    time: when.startTime,
    time_zone: when.zone,
    duration: translate('minutes', { count: payload.duration }),
    location: placeName(payload.location, locale),
  };
}
