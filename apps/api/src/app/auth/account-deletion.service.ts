import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { BookingMovesService } from '../bookings/booking-moves.service';
import { BookingRecord } from '../bookings/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { EventTypeRecord } from '../event-types/event-type.schema';
import type { Expert } from '../experts/expert.schema';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { mailVoice } from '../mail/mail-voice';
import { logEvent } from '../observability/log-event';
import { AccountRemains } from './account-remains.service';
import type { SessionUser, SignedInExpert } from './current';
import { PasswordService } from './password.service';

const SHOP_CLOSED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };
const MOST_ROUNDS = 3;

/**
 * Ends accounts in steps that can each be done again, so that one that was interrupted is finished by asking again: nothing
 * can be booked any more; coming bookings are cancelled, with mails to their clients; then, in one transaction, everything
 * personal goes and what is left belongs to nobody ({@link AccountRemains}).
 */
@Injectable()
export class AccountDeletion {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    private readonly passwords: PasswordService,
    private readonly experts: ExpertsService,
    private readonly moves: BookingMovesService,
    private readonly calendars: CalendarTransactions,
    private readonly remains: AccountRemains,
  ) {}

  /** @throws DomainError `invalid_credentials`, `rate_limited`, `unauthenticated`, `busy_try_again` */
  async delete({ userId, session }: SessionUser, password: string): Promise<void> {
    await this.passwords.prove(userId, password, session.id);
    const expert = await this.experts.findByUserId(userId);
    await (expert ? this.forgetExpert(expert) : this.remains.forgetUser(userId));
    logEvent('account.deleted', { accountId: userId });
  }

  private async forgetExpert(expert: Expert): Promise<void> {
    const owner: SignedInExpert = { ...expert, expertId: expert._id };
    // Another browser of the same account may add an event type, and a client book it, while this one is closing.
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      await this.close(owner);
      await this.cancelComing(owner, expert.language ?? 'en');
      if (await this.remains.forgetExpert(owner)) return;
    }
    throw new DomainError('busy_try_again', { retryAfter: 2 });
  }

  private async close({ expertId }: SignedInExpert): Promise<void> {
    await this.calendars.run(expertId, SHOP_CLOSED, async ({ session }) => {
      await this.eventTypes.updateMany(
        { expertId, deletedAt: null },
        { $set: { deletedAt: new Date(), active: false } },
        { session },
      );
    });
  }

  /** @param usual language of clients who have named none */
  private async cancelComing(expert: SignedInExpert, usual: Language): Promise<void> {
    const coming = await this.bookings
      .find(
        {
          expertId: expert.expertId,
          live: true,
          start: trusted({ $gt: new Date() }),
          'attendees.status': trusted({ $in: ['pending', 'confirmed'] }),
        },
        { attendees: 1 },
      )
      .lean<Pick<BookingRecord, 'attendees'>[]>();
    for (const { attendees } of coming) {
      for (const { uid, status, language = usual } of attendees) {
        if (status !== 'pending' && status !== 'confirmed') continue;
        // Their page shows it, long after.
        const reason = mailVoice(language).say('accountClosed');
        await this.moves
          .move(uid, { token: null, expert }, 'cancelled', reason, { expertLeaves: true })
          .catch(unlessMoved);
      }
    }
  }
}

/** The client cancelled or moved it in the meantime. */
function unlessMoved(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'illegal_transition')) throw error;
}
