import { Inject, Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';

const TICKET_MS = 3_600_000;
/** Expiry and signature; longer texts are no tickets. */
const TICKET = /^(\d{10,12})\.([\w-]{43})$/;

/**
 * Signs links to the calendar file of one attendee's booking, which browsers open without a header. They expire after
 * an hour and give access to nothing else, so a copy in logs and browser histories is useless.
 */
@Injectable()
export class CalendarTickets {
  private readonly key: Uint8Array;

  constructor(@Inject(ENVIRONMENT) { jwtSecret }: Environment) {
    this.key = new Uint8Array(hkdfSync('sha256', jwtSecret, '', 'expertbook calendar tickets', 32));
  }

  /** @param now epoch milliseconds */
  issue(uid: string, now: number): string {
    const until = Math.floor((now + TICKET_MS) / 1000);
    return `${until}.${this.sign(uid, until).toString('base64url')}`;
  }

  /** @param now epoch milliseconds */
  opens(uid: string, ticket: string, now: number): boolean {
    const [, until, signature] = TICKET.exec(ticket) ?? [];
    if (until === undefined || signature === undefined || Number(until) * 1000 <= now) return false;
    const expected = this.sign(uid, Number(until));
    const shown = Buffer.from(signature, 'base64url');
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  }

  private sign(uid: string, until: number): Buffer {
    return createHmac('sha256', this.key).update(`${uid} ${until}`).digest();
  }
}
