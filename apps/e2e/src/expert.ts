import { test as base } from '@playwright/test';
import type { EventType, Session } from '@expertbook/contracts';
import { randomBytes } from 'node:crypto';

/** An expert with a page, always open, in Berlin, created through the public API. */
export interface Expert {
  handle: string;
  email: string;
  password: string;
  accessToken: string;
  eventType: EventType;
  /** Path of the booking page. */
  page: string;
  /** Calls the API as the expert. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** The address of the servers under test. */
export function serverUrl(): string {
  return process.env['EXPERTBOOK_URL'] ?? '';
}

async function send<T>(method: string, path: string, body: unknown, accessToken?: string): Promise<T> {
  const answer = await fetch(`${serverUrl()}/api/v1${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** See {@link Expert}. */
export async function createExpert(settings: Record<string, unknown> = {}): Promise<Expert> {
  const handle = `ada-${randomBytes(4).toString('hex')}`;
  const email = `${handle}@example.com`;
  const password = randomBytes(12).toString('hex');
  const { accessToken } = await send<Session>('POST', '/auth/register', {
    name: 'Ada Lovelace',
    email,
    password,
  });
  const call = <T>(method: string, path: string, body?: unknown) => send<T>(method, path, body, accessToken);
  await call('POST', '/experts', {
    handle,
    timeZone: 'Europe/Berlin',
    headline: 'Analytical engines, explained',
  });
  const [schedule] = await call<{ id: string }[]>('GET', '/schedules');
  const allDay = [{ start: '00:00', end: '24:00' }];
  await call('PATCH', `/schedules/${schedule?.id ?? ''}`, {
    weekly: Array.from({ length: 7 }, () => allDay),
  });
  const eventType = await call<EventType>('POST', '/event-types', {
    slug: 'intro',
    title: 'Intro call',
    description: 'A first talk about your machine.',
    durations: [30],
    minimumNotice: 0,
    ...settings,
  });
  return { handle, email, password, accessToken, eventType, page: `/${handle}/${eventType.slug}`, call };
}

/** Playwright's test with the servers' address and a fresh expert. */
export const test = base.extend<{ expert: Expert }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
  baseURL: async ({}, use) => use(serverUrl()),
  // eslint-disable-next-line no-empty-pattern -- as above
  expert: async ({}, use) => use(await createExpert()),
});
