import type { CreatedBooking, EventType, Me, Session, SlotsResponse } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import { randomBytes } from 'node:crypto';
import type { Answer, CallOptions } from './harness';
import { call } from './harness';

/** An expert who is always open, with functions to act as them and as their clients. */
export interface PublishedExpert {
  url: string;
  accessToken: string;
  password: string;
  handle: string;
  me: Me;
  /** The first event type: 30 minutes on a 30-minute grid, no notice. */
  eventType: EventType;
  addEventType(settings?: Record<string, unknown>): Promise<EventType>;
  asExpert<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  book(start: string, more?: BookOptions): Promise<Answer<CreatedBooking>>;
  slots(eventType?: EventType, through?: string): Promise<SlotsResponse>;
  /** Free starts from the day after tomorrow (UTC), in order. */
  starts(eventType?: EventType, through?: string): Promise<string[]>;
}

export interface BookOptions extends CallOptions {
  eventType?: EventType;
  name?: string;
  /** URL of another API process on the same database. */
  through?: string;
  /** Merged into the request. */
  with?: Record<string, unknown>;
}

const ALL_DAY = [{ start: '00:00', end: '24:00' }];

/** Registers, upgrades, opens all hours in UTC and creates an event type, all through the public API. */
export async function publishExpert(
  url: string,
  eventType: Record<string, unknown> = {},
): Promise<PublishedExpert> {
  const handle = `ada-${randomBytes(5).toString('hex')}`;
  const password = `pass-${randomBytes(9).toString('hex')}`;
  const registered = await call<Session>(url, 'POST', '/auth/register', {
    body: {
      name: 'Ada Lovelace',
      email: `${handle}@example.com`,
      password,
    },
  });
  expectStatus(registered, 201);
  const { accessToken } = registered.body;
  const asExpert = <T>(method: string, path: string, body?: unknown) =>
    call<T>(url, method, path, { accessToken, ...(body !== undefined && { body }) });
  expectStatus(await asExpert('POST', '/experts', { handle, timeZone: 'UTC' }), 201);
  const me = (await asExpert<Me>('GET', '/auth/me')).body;
  const [schedule] = (await asExpert<{ id: string }[]>('GET', '/schedules')).body;
  const open = { weekly: Array.from({ length: 7 }, () => ALL_DAY), overrides: [], outOfOffice: [] };
  expectStatus(await asExpert('PATCH', `/schedules/${schedule?.id ?? ''}`, open), 200);
  const addEventType = async (settings: Record<string, unknown> = {}) => {
    const slug = `type-${randomBytes(4).toString('hex')}`;
    const defaults = { slug, title: 'Intro call', durations: [30], minimumNotice: 0 };
    const created = await asExpert<EventType>('POST', '/event-types', { ...defaults, ...settings });
    expectStatus(created, 201);
    return created.body;
  };
  const first = await addEventType(eventType);
  const slots = async (type: EventType = first, through = url) => {
    const from = addDays(new Date().toISOString().slice(0, 10), 2);
    const query = new URLSearchParams({ start: from, end: addDays(from, 3), timeZone: 'UTC' });
    const answer = await call<SlotsResponse>(
      through,
      'GET',
      `/experts/${handle}/event-types/${type.slug}/slots?${String(query)}`,
    );
    expectStatus(answer, 200);
    return answer.body;
  };
  return {
    url,
    accessToken,
    password,
    handle,
    me,
    eventType: first,
    addEventType,
    asExpert,
    slots,
    starts: async (type, through) =>
      Object.values((await slots(type, through)).slots)
        .flat()
        .map(({ start }) => start),
    book: (
      start,
      { eventType: type = first, name = 'Grace Hopper', through = url, with: more, ...options } = {},
    ) =>
      call<CreatedBooking>(through, 'POST', '/bookings', {
        ...options,
        body: {
          eventTypeId: type.id,
          start,
          attendee: { name, email: addressFor(type), timeZone: 'America/New_York' },
          ...more,
        },
      }),
  };
}

/** Each attendee of a group is another client. */
function addressFor({ seats }: EventType): string {
  return seats > 1 ? `client-${randomBytes(6).toString('hex')}@example.com` : 'grace@example.com';
}

function expectStatus(answer: Answer<unknown>, status: number): void {
  if (answer.status !== status) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** How often each status occurred, e.g. `{201: 1, 409: 199}`. */
export function tally(answers: readonly Answer<unknown>[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
