import type { EventType } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import type { Answer, CallOptions, TestApi } from './harness';
import type { ExpertPerson } from './people';
import { newExpert } from './people';

/** An expert who is always open, with one event type. */
export async function openExpert(
  api: TestApi,
): Promise<{ ada: ExpertPerson; type: EventType; start: (i: number) => string }> {
  const ada = await newExpert(api);
  const [schedule] = (await ada.call<{ id: string }[]>('GET', '/schedules')).body;
  const weekly = Array.from({ length: 7 }, () => [{ start: '00:00', end: '24:00' }]);
  await ada.call('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly });
  const type = await ada.call<EventType>('POST', '/event-types', {
    slug: 'intro',
    title: 'Intro call',
    durations: [30],
    minimumNotice: 0,
    location: { kind: 'in_person', value: 'Secret Street 1' },
    description: 'Private words',
  });
  expect(type.status).toBe(201);
  const day = addDays(new Date().toISOString().slice(0, 10), 3);
  return { ada, type: type.body, start: (i) => `${day}T${String(i).padStart(2, '0')}:00:00Z` };
}

export interface Booked {
  uid: string;
  manageToken: string;
}

/** Books as Grace Hopper. */
export function book(
  api: TestApi,
  type: EventType,
  start: string,
  options: CallOptions = {},
): Promise<Answer<Booked>> {
  const attendee = { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'UTC' };
  return api.call<Booked>('POST', '/bookings', {
    ...options,
    body: { eventTypeId: type.id, start, attendee, notes: 'Hello' },
  });
}
