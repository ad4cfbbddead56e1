import type { Booking } from '@expertbook/contracts';

/**
 * A list with one changed booking: replaced, inserted by start (`asc` or `desc`), or removed when `belongs` is false.
 * Does not change the given list.
 */
export function mergeBooking(
  list: readonly Booking[],
  booking: Booking,
  belongs: boolean,
  order: 'asc' | 'desc' = 'asc',
): Booking[] {
  const others = list.filter((one) => one.uid !== booking.uid);
  if (!belongs) return others;
  const start = Date.parse(booking.start);
  const sign = order === 'asc' ? 1 : -1;
  const at = others.findIndex((one) => sign * (Date.parse(one.start) - start) > 0);
  return at < 0 ? [...others, booking] : [...others.slice(0, at), booking, ...others.slice(at)];
}
