import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { mailboxKey } from '../http/email-address';
import { SharedLimit } from '../http/shared-limit';
import { HOUR_MS } from '../recipients/booking-counts';
import { Recipients } from '../recipients/recipients.service';
import type { AccessedBooking } from './booking-access';

/**
 * Each reschedule sends mails, so a client may reschedule one booking `RESCHEDULES_PER_HOUR` times an hour, and all
 * bookings of one unverified address together as often as that address may be booked with. Counted over all
 * processes. The expert's own reschedules do not count.
 */
@Injectable()
export class RescheduleLimit {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly limits: SharedLimit,
    private readonly recipients: Recipients,
  ) {}

  /**
   * Counts one reschedule.
   * @throws DomainError `rate_limited`
   */
  async count({ by, attendee }: AccessedBooking, clientProven: boolean): Promise<void> {
    if (by === 'expert' || !this.recipients.isMailed) return;
    const { reschedulesPerHour, unprovenPerHour } = this.environment;
    const [ofBooking, toAddress] = await Promise.all([
      this.limits.hit(`moves of ${attendee.calendarUid}`, HOUR_MS, reschedulesPerHour),
      clientProven
        ? null
        : this.limits.hit(`moves to ${mailboxKey(attendee.email)}`, HOUR_MS, unprovenPerHour),
    ]);
    if (ofBooking.isBlocked) throw tooOften('This booking has been moved too often.', ofBooking.seconds);
    if (toAddress?.isBlocked)
      throw tooOften('Open the link in your confirmation email to make more changes.', toAddress.seconds);
  }
}

function tooOften(detail: string, retryAfter: number): DomainError {
  return new DomainError('rate_limited', { detail, retryAfter });
}
