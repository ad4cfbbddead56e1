import type { DestroyRef } from '@angular/core';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { localDateOf, nearDayText, shortDateText, timeText } from '../../ui/zoned-time';
import { PortalLive } from './portal-live';

/** Milliseconds after its creation in which a booking is news. */
const FRESH = 60_000;

/** Tells the expert, wherever they are in the portal, what clients have just done. Their own clicks are no news. */
@Injectable({ providedIn: 'root' })
export class BookingNews {
  private readonly live = inject(PortalLive);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly told = new Set<string>();

  start(until: DestroyRef): void {
    this.live.changes.pipe(takeUntilDestroyed(until)).subscribe((booking) => this.hear(booking));
  }

  private hear(booking: Booking): void {
    const words = newsOf(booking, this.session.expert()?.timeZone ?? browserZone(), new Date());
    const key = `${booking.uid} ${booking.status === 'cancelled' ? 'gone' : 'new'}`;
    if (!words || this.told.has(key)) return;
    this.told.add(key);
    this.toasts.tell(words, {
      label: 'View',
      run: () => void this.router.navigate(['/portal/bookings', booking.uid]),
    });
  }
}

/** The news in one sentence, or null when there is none. */
export function newsOf(booking: Booking, zone: string, now: Date): string | null {
  const who = booking.attendee.name;
  const date = localDateOf(booking.start, zone);
  const day = nearDayText(date, localDateOf(now, zone)) ?? shortDateText(date);
  const when = `${day}, ${timeText(booking.start, zone)}`;
  const fresh = now.getTime() - Date.parse(booking.createdAt) < FRESH;
  if (booking.status === 'cancelled' && booking.cancelledBy === 'client') return `${who} cancelled: ${when}`;
  if (booking.status === 'confirmed' && fresh) return `New booking: ${who}, ${when}`;
  if (booking.status === 'pending' && fresh) return `New request: ${who}, ${when}`;
  return null;
}
