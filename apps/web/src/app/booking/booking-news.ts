import type { Signal } from '@angular/core';
import { computed, effect, inject } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { BookingSocket } from '../data/booking-socket';

/** Between two looks at a request that is not answered yet, where no push has come. */
const WAITING_MS = 30_000;

export interface FollowedBooking {
  uid: Signal<string>;
  /** Null where the address has none. */
  token: Signal<string | null>;
  booking: Signal<Booking | null>;
  /** Whether something may still become of it. */
  isLive: () => boolean;
}

/** Reads a booking again whenever there may be news of it. Call it where one may inject. */
export function followBooking({ uid, token, booking, isLive }: FollowedBooking, read: () => void): void {
  const socket = inject(BookingSocket);
  const again = () => {
    if (document.visibilityState === 'visible' && booking()) read();
  };
  effect((onCleanup) => {
    document.addEventListener('visibilitychange', again);
    onCleanup(() => document.removeEventListener('visibilitychange', again));
  });
  // The answer, a new time or the end of it reach every open page at once.
  const isFollowed = computed(() => booking() !== null && isLive());
  effect((onCleanup) => {
    const key = token();
    if (!key || !isFollowed()) return;
    onCleanup(socket.watch({ uid: uid(), token: key }, read));
  });
  // Where sockets do not get through, the expert's answer is waited for all the same.
  effect((onCleanup) => {
    if (booking()?.status !== 'pending') return;
    const timer = setInterval(again, WAITING_MS);
    onCleanup(() => clearInterval(timer));
  });
}
