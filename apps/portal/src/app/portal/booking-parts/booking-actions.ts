import { Injectable, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Booking, IsoInstant } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { dialogResult } from '../../ui/dialog-result';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { RescheduleInput, RescheduleRequest } from './reschedule-dialog';
import { RescheduleDialog } from './reschedule-dialog';
import { RecentOwnActions } from './recent-own-actions';
import type { ReasonRequest } from './reason-dialog';
import { ReasonDialog } from './reason-dialog';
import { Undoable } from './undoable';

/** The status that a booking gets after the undo period. */
export type Ending = 'cancelled' | 'declined' | 'noShow';

export interface UndoableChange {
  to: Ending;
  undo(): void;
}

/** Actions of the expert on a booking. Each method returns the changed booking, or null when nothing changed. */
@Injectable({ providedIn: 'root' })
export class BookingActions {
  private readonly api = inject(ExpertBookingsApi);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  private readonly ownActions = inject(RecentOwnActions);
  private readonly undoable = inject(Undoable);

  private readonly t = translator('portal-parts');
  private readonly busySignal = signal<ReadonlySet<string>>(new Set());
  private readonly changesSignal = signal<ReadonlyMap<string, UndoableChange>>(new Map());
  /** Uids with a request in progress, or in their undo period. */
  readonly busy = this.busySignal.asReadonly();
  /** By uid, the pending change that can still be undone. */
  readonly undoableChanges = this.changesSignal.asReadonly();

  confirm(booking: Booking): Promise<Booking | null> {
    const name = booking.attendee.name;
    return this.run(booking, () => this.api.confirm(booking.uid), this.t('confirm.failed'), {
      done: this.t('confirm.done', { name }),
    });
  }

  async decline(booking: Booking): Promise<Booking | null> {
    const reason = await this.askReason(booking, 'decline');
    if (reason === undefined) return null;
    return this.run(
      booking,
      () => this.api.decline(booking.uid, reason || undefined),
      this.t('decline.failed'),
      {
        to: 'declined',
        message: this.t('decline.done', { name: booking.attendee.name }),
      },
    );
  }

  async cancel(booking: Booking): Promise<Booking | null> {
    const reason = await this.askReason(booking, 'cancel');
    if (reason === undefined) return null;
    return this.run(
      booking,
      () => this.api.cancel(booking.uid, reason || undefined),
      this.t('cancel.failed'),
      {
        to: 'cancelled',
        message: this.t('cancel.done', { name: booking.attendee.name }),
      },
    );
  }

  noShow(booking: Booking): Promise<Booking | null> {
    return this.run(booking, () => this.api.noShow(booking.uid), this.t('noShow.failed'), {
      to: 'noShow',
      message: this.t('noShow.done', { name: booking.attendee.name }),
    });
  }

  /** Asks for the new time (wall times of the expert) and a reason for the client; undefined when the user cancels. */
  async askNewTime(request: RescheduleRequest): Promise<RescheduleInput | undefined> {
    const dialog = this.dialog.open<RescheduleDialog, RescheduleRequest, RescheduleInput>(RescheduleDialog, {
      data: request,
      width: '34rem',
    });
    return dialogResult(dialog);
  }

  /**
   * Reschedules a booking to `start`; returns the new booking. When the time is taken, the conflict is in the expert's
   * own calendar; `inTheWay` may name it.
   */
  reschedule(
    booking: Booking,
    start: IsoInstant,
    reason: string,
    inTheWay: () => string | null = () => null,
  ): Promise<Booking | null> {
    return this.run(
      booking,
      () =>
        this.api.reschedule(booking.uid, {
          start,
          duration: booking.duration,
          ...(reason && { reason }),
        }),
      this.t('move.failed'),
      { done: this.t('move.done', { name: booking.attendee.name }) },
      ({ code }) => (code === 'slot_taken' ? (inTheWay() ?? this.t('move.taken')) : null),
    );
  }

  private async askReason(booking: Booking, kind: ReasonRequest['kind']): Promise<string | undefined> {
    const zone = this.session.expert()?.timeZone ?? browserZone();
    const dialog = this.dialog.open<ReasonDialog, ReasonRequest, string>(ReasonDialog, {
      data: { booking, zone, kind },
      width: '30rem',
    });
    return dialogResult(dialog);
  }

  private async run(
    booking: Booking,
    request: () => Promise<Booking>,
    failed: string,
    after: { done: string } | { to: Ending; message: string },
    why: (problem: WebProblem) => string | null = () => null,
  ): Promise<Booking | null> {
    if (this.busySignal().has(booking.uid)) return null;
    this.busySignal.update((uids) => new Set(uids).add(booking.uid));
    try {
      if ('to' in after && !(await this.waitForUndo(booking.uid, after))) return null;
      // Before the request: the push may arrive before the response.
      this.ownActions.add(booking.uid);
      const changed = await request();
      if ('done' in after) this.toasts.show(after.done);
      return changed;
    } catch (error) {
      this.toasts.fail(failed, error, why(toProblem(error)));
      return null;
    } finally {
      this.busySignal.update((uids) => new Set([...uids].filter((uid) => uid !== booking.uid)));
    }
  }

  /** Clients are notified at once by mail, which cannot be revoked: so the action itself is delayed. */
  private async waitForUndo(uid: string, { to, message }: { to: Ending; message: string }): Promise<boolean> {
    const { decided, undo } = this.undoable.offer(message);
    this.changesSignal.update((all) => new Map(all).set(uid, { to, undo }));
    try {
      return await decided;
    } finally {
      this.changesSignal.update((all) => new Map([...all].filter(([one]) => one !== uid)));
    }
  }
}
