import type { DestroyRef } from '@angular/core';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { dayInSentence, localDateOf, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { RecentOwnActions } from '../booking-parts/recent-own-actions';
import { PortalLive } from './portal-live';

/** Milliseconds after its creation in which a booking is new. */
const FRESH = 60_000;

/** Shows toasts about clients' actions on every page of the portal. The expert's own actions are ignored. */
@Injectable({ providedIn: 'root' })
export class BookingNotifications {
  private readonly t = translator('portal-shell');
  private readonly live = inject(PortalLive);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly ownActions = inject(RecentOwnActions);
  private readonly shown = new Set<string>();

  start(until: DestroyRef): void {
    this.live.changes.pipe(takeUntilDestroyed(until)).subscribe((booking) => this.onChange(booking));
  }

  private onChange(booking: Booking): void {
    if (this.isOwn(booking)) return;
    const words = notificationOf(
      booking,
      this.session.expert()?.timeZone ?? browserZone(),
      new Date(),
      this.t,
    );
    const isGone = booking.status === 'cancelled' || booking.status === 'declined';
    const key = `${booking.uid} ${isGone ? 'gone' : 'new'}`;
    if (!words || this.shown.has(key)) return;
    this.shown.add(key);
    this.toasts.notify(words, {
      label: this.t('view'),
      run: () => void this.router.navigate(['/portal/bookings', booking.uid]),
    });
  }

  private isOwn({ uid, rescheduledFrom, status }: Booking): boolean {
    if (this.ownActions.has(rescheduledFrom)) return true;
    // A client may cancel a booking confirmed a moment ago: `newsOf` checks who cancelled.
    return this.ownActions.has(uid) && status !== 'cancelled';
  }
}

/** The message about a booking, or null without one. A booking that replaces another is rescheduled, not new. */
export function notificationOf(
  booking: Booking,
  zone: string,
  now: Date,
  t: Translator<'portal-shell'>,
): string | null {
  const date = localDateOf(booking.start, zone);
  const day = dayInSentence(date, localDateOf(now, zone));
  const words = {
    name: booking.attendee.name,
    when: t('news.when', { day, time: timeText(booking.start, zone) }),
  };
  if (booking.status === 'cancelled' && booking.cancelledBy === 'client') return t('news.cancelled', words);
  if (booking.endReason === 'no_response') return t('news.expired', words);
  const fresh = now.getTime() - Date.parse(booking.createdAt) < FRESH;
  if (!fresh || !(booking.status === 'confirmed' || booking.status === 'pending')) return null;
  if (booking.rescheduledFrom) return t('news.moved', words);
  return t(booking.status === 'confirmed' ? 'news.booked' : 'news.request', words);
}
