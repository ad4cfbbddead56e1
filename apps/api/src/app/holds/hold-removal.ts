import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { released } from '../claims/claim-changes';
import { ExpiredHolds } from '../claims/expired-holds';

/** Of one calendar in one transaction, which limits the size of a push. */
const MAX_REMOVED = 500;

/** Removes holds and notifies the viewers of their calendar. */
@Injectable()
export class HoldRemoval {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    private readonly calendars: CalendarTransactions,
    private readonly expiredHolds: ExpiredHolds,
  ) {}

  /**
   * Removes the expired holds of a calendar, up to {@link MAX_REMOVED} in one transaction. If they change in the
   * meantime, the next sweep removes them.
   */
  async removeExpired(expertId: Types.ObjectId): Promise<void> {
    let expired: Awaited<ReturnType<ExpiredHolds['of']>> = [];
    const change = async (): Promise<CalendarChange> => {
      expired = await this.expiredHolds.of(expertId, MAX_REMOVED);
      // They were replaced or released in the meantime: there is no change to report.
      if (expired.length === 0) throw new NothingToRemove();
      return released(expired);
    };
    await this.removeAll(
      expertId,
      change,
      async (session) => (await this.expiredHolds.remove(expired, session)) === expired.length,
    );
  }

  /** Removes a hold of any age: a concurrent renewal must not keep a hold that its holder releases. */
  async removeHeld({ _id, expertId, ...hold }: BookingRecord): Promise<void> {
    await this.removeAll(expertId, released([hold]), async (session) => {
      const { deletedCount } = await this.claims.deleteOne({ _id, status: 'held' }, { session });
      return deletedCount === 1;
    });
  }

  /** @param remove whether it removed exactly the holds that `change` names; otherwise nothing happens */
  private async removeAll(
    expertId: Types.ObjectId,
    change: CalendarChange | (() => Promise<CalendarChange>),
    remove: (session: ClientSession) => Promise<boolean>,
  ): Promise<void> {
    try {
      await this.calendars.run(expertId, change, async ({ session }) => {
        if (!(await remove(session))) throw new NothingToRemove();
      });
    } catch (error) {
      if (!(error instanceof NothingToRemove)) throw error;
    }
  }
}

/** Aborts the transaction. */
class NothingToRemove extends Error {}
