import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { BookingTransitions } from '../bookings/booking-transitions';
import { BookingRecord } from '../calendars/booking.schema';
import type { Expert } from '../offerings/expert.schema';
import { ConnectionsService } from '../connections/connections.service';
import { FeedsService } from '../feeds/feeds.service';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { mailLocale } from '../mail/mail-locale';
import { logEvent } from '../observability/log-event';
import { AccountEnding } from './account-ending.schema';
import { AccountAnonymizer } from './account-anonymizer.service';
import type { SessionUser, SignedInExpert } from '../auth/current';
import { PasswordService } from '../sign-in/password.service';
import { Workflows } from '../workflows/workflows.service';

const MAX_ROUNDS = 3;
/** Bookings read at once. */
const BATCH = 200;
/** Time for work before the response; the sweeper does the rest. */
const AT_ONCE_MS = 3000;
const CHECK_EVERY_MS = 10_000;

/** A shutdown stops the work between two steps. */
type Turn = Pick<SweepTurn, 'isOver'>;

/**
 * Deletes accounts in steps. The first closes the account: sign-in is impossible, its page is gone, nothing can be
 * booked. From then on the account is on a list, and the sweeper continues after any interruption: future bookings
 * are cancelled, with mails to their clients; the expert's data in bookings is removed, batch by batch; finally, in
 * one transaction, all personal data ({@link AccountAnonymizer}). Each step can be repeated.
 */
@Injectable()
export class AccountDeletion implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(AccountEnding.name) private readonly endings: Model<AccountEnding>,
    private readonly passwords: PasswordService,
    private readonly experts: ExpertsService,
    private readonly moves: BookingTransitions,
    private readonly remains: AccountAnonymizer,
    private readonly connections: ConnectionsService,
    private readonly workflows: Workflows,
    private readonly feeds: FeedsService,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    const run = (turn: SweepTurn) => this.resume(turn);
    this.sweeper.add({ name: 'accounts that end', everyMs: CHECK_EVERY_MS, run });
  }

  /** @throws DomainError `invalid_credentials`, `rate_limited`, `unauthenticated`, `busy_try_again` */
  async delete({ userId, session }: SessionUser, password: string): Promise<void> {
    await this.passwords.prove(userId, password, session.id);
    await this.end(userId);
  }

  /** Deletes the account and the data it created. @throws DomainError `busy_try_again` */
  async end(userId: Types.ObjectId): Promise<void> {
    const expert = await this.experts.findByUserId(userId);
    if (!expert) await this.remains.forgetUser(userId);
    else await this.endAtOnce(expert);
    logEvent('account.deleted', { accountId: userId });
  }

  private async endAtOnce(expert: Expert): Promise<void> {
    const ending = await this.remains.close(expert);
    const end = Date.now() + AT_ONCE_MS;
    const turn = {
      get isOver() {
        return Date.now() > end;
      },
    };
    // The account is closed, so an error here does not fail the request.
    await this.finish(ending, turn).catch(unlessBusy);
  }

  /** Continues with every account that is closed and not yet deleted. */
  async resume(turn: Turn): Promise<void> {
    for (const ending of await this.endings.find().sort({ createdAt: 1 }).lean()) {
      if (turn.isOver) return;
      await this.finish(ending, turn);
    }
  }

  private async finish(ending: AccountEnding, turn: Turn): Promise<void> {
    // Another session of the account may have added an event type, and a client booked it, while the account was
    // being closed.
    for (let round = 1; round <= MAX_ROUNDS && !turn.isOver; round++) {
      if (!(await this.cancelComing(ending, turn))) return;
      if (!(await this.remains.forgetBookings(ending._id, turn))) return;
      await this.connections.removeAll(ending._id);
      await this.workflows.removeAll(ending._id);
      await this.feeds.removeAll(ending._id);
      if (await this.remains.forgetExpert(ending)) return;
      await this.remains.closeEventTypes(ending._id);
    }
  }

  /** @returns whether no future booking is left */
  private async cancelComing(ending: AccountEnding, turn: Turn): Promise<boolean> {
    const { _id: expertId, userId, timeZone, language: usual } = ending;
    const expert: SignedInExpert = { expertId, userId, timeZone, handle: '', name: '' };
    const coming = this.bookings
      .find(
        {
          expertId,
          live: true,
          start: trusted({ $gt: new Date() }),
          'attendees.status': trusted({ $in: ['pending', 'confirmed'] }),
        },
        { 'attendees.uid': 1, 'attendees.status': 1, 'attendees.language': 1 },
      )
      .lean()
      .cursor({ batchSize: BATCH }) as AsyncIterable<Pick<BookingRecord, 'attendees'>>;
    for await (const { attendees } of coming) {
      for (const { uid, status, language = usual } of attendees) {
        if (status !== 'pending' && status !== 'confirmed') continue;
        if (turn.isOver) return false;
        // The client's page shows the reason for a long time.
        const reason = mailLocale(language).translate('accountClosed');
        await this.moves
          .apply(uid, { token: null, expert }, 'cancelled', reason, { expertLeaves: true })
          .catch(ignoreTransition);
      }
    }
    return true;
  }
}

/** Ignores that the client cancelled or rescheduled it in the meantime. */
function ignoreTransition(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'illegal_transition')) throw error;
}

function unlessBusy(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'busy_try_again')) throw error;
}
