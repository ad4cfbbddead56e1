import type { Signal } from '@angular/core';
import { computed, effect, inject } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { BookingSocket } from '../data/booking-socket';

/** Poll interval for a pending request while no push arrives. */
const POLL_MS = 30_000;

export interface FollowedBooking {
  uid: Signal<string>;
  /** Null where the address has none. */
  token: Signal<string | null>;
  booking: Signal<Booking | null>;
  /** Whether the booking may still change. */
  isLive: () => boolean;
}

/** Reads a booking again whenever it may have changed. Call it in an injection context. */
export function followBooking({ uid, token, booking, isLive }: FollowedBooking, read: () => void): void {
  const socket = inject(BookingSocket);
  const again = () => {
    if (document.visibilityState === 'visible' && booking()) read();
  };
  effect((onCleanup) => {
    document.addEventListener('visibilitychange', again);
    onCleanup(() => document.removeEventListener('visibilitychange', again));
  });
  // The expert's response, a new time and the end of the booking reach every open page at once.
  const isFollowed = computed(() => booking() !== null && isLive());
  effect((onCleanup) => {
    const key = token();
    if (!key || !isFollowed()) return;
    onCleanup(socket.watch({ uid: uid(), token: key }, read));
  });
  // Polling covers networks that block sockets.
  effect((onCleanup) => {
    if (booking()?.status !== 'pending') return;
    const timer = setInterval(again, POLL_MS);
    onCleanup(() => clearInterval(timer));
  });
}
