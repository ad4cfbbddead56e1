import { Injectable, computed, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Booking } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Confirm } from '../../ui/confirm-dialog';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import type { ReasonRequest } from './reason-dialog';
import { ReasonDialog } from './reason-dialog';

/** What an expert does with a booking. Each verb answers the booking as it then stands, or null when nothing changed. */
@Injectable({ providedIn: 'root' })
export class BookingActions {
  private readonly api = inject(ExpertBookingsApi);
  private readonly dialog = inject(MatDialog);
  private readonly confirmation = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  private readonly busySignal = signal<ReadonlySet<string>>(new Set());
  /** Uids with a request under way. */
  readonly busy = computed(() => this.busySignal());

  confirm(booking: Booking): Promise<Booking | null> {
    return this.run(
      booking,
      () => this.api.confirm(booking.uid),
      `Confirmed. ${booking.attendee.name} gets the details by mail.`,
      'The booking was not confirmed.',
    );
  }

  async decline(booking: Booking): Promise<Booking | null> {
    const sure = await this.confirmation.ask({
      title: `Decline ${booking.attendee.name}?`,
      text: 'The time becomes free for others, and your client is told.',
      yes: 'Decline',
      no: 'Not now',
      dangerous: true,
    });
    if (!sure) return null;
    return this.run(
      booking,
      () => this.api.decline(booking.uid),
      `Declined. ${booking.attendee.name} has been told.`,
      'The booking was not declined.',
    );
  }

  async cancel(booking: Booking): Promise<Booking | null> {
    const zone = this.session.expert()?.timeZone ?? browserZone();
    const dialog = this.dialog.open<ReasonDialog, ReasonRequest, string>(ReasonDialog, {
      data: { booking, zone },
      width: '30rem',
    });
    const reason = await firstValueFrom(dialog.afterClosed());
    if (reason === undefined) return null;
    return this.run(
      booking,
      () => this.api.cancel(booking.uid, reason || undefined),
      `Cancelled. ${booking.attendee.name} has been told.`,
      'The booking was not cancelled.',
    );
  }

  noShow(booking: Booking): Promise<Booking | null> {
    return this.run(
      booking,
      () => this.api.noShow(booking.uid),
      'Marked as a no-show.',
      'The booking was not changed.',
    );
  }

  private async run(
    booking: Booking,
    request: () => Promise<Booking>,
    done: string,
    failed: string,
  ): Promise<Booking | null> {
    if (this.busySignal().has(booking.uid)) return null;
    this.busySignal.update((uids) => new Set(uids).add(booking.uid));
    try {
      const changed = await request();
      this.toasts.tell(done);
      return changed;
    } catch (error) {
      this.toasts.fail(failed, error);
      return null;
    } finally {
      this.busySignal.update((uids) => new Set([...uids].filter((uid) => uid !== booking.uid)));
    }
  }
}
