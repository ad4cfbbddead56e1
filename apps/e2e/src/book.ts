import type { CreatedBooking, SlotsResponse } from '@expertbook/contracts';
import type { Expert } from './expert';

const DAY_MS = 86_400_000;

/** The date some days from now, `YYYY-MM-DD` in UTC. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Books, through the API and from Tokyo, the expert's first free time at or after `hour` of a Berlin day. */
export async function book(
  expert: Expert,
  name: string,
  day: string,
  hour = '10:00',
): Promise<CreatedBooking> {
  const { slots } = await expert.call<SlotsResponse>(
    'GET',
    `/experts/${expert.handle}/event-types/intro/slots?start=${day}&end=${day}&timeZone=Europe/Berlin`,
  );
  return expert.call<CreatedBooking>('POST', '/bookings', {
    eventTypeId: expert.eventType.id,
    start: slots[day]?.find(({ start }) => start.slice(11, 16) >= hour)?.start,
    attendee: { name, email: `${name.split(' ')[0]?.toLowerCase()}@example.com`, timeZone: 'Asia/Tokyo' },
    notes: 'About the engine.',
  });
}
