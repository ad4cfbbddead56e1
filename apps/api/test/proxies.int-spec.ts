import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { writeWebApp } from './web-build';

const LIMIT = 12;
/** Requests over the limit. With cached responses, the first is counted elsewhere than the following ones. */
const MORE = 4;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Each limit is reached before the next one that counts the same requests. */
const SETTINGS = {
  RATE_LIMIT: String(LIMIT),
  RATE_LIMIT_SIGN_IN: String(LIMIT - 1),
  RATE_LIMIT_WRITES: String(LIMIT - 1),
  HOLDS_PER_CLIENT: String(LIMIT - 2),
  SOCKETS_PER_NETWORK: String(LIMIT),
};

/** Sends a request as from `address`; true when it was served, false when a limit rejected it. */
type Ask = (address: string) => Promise<boolean>;

describe('proxies', () => {
  let webRoot: string;
  beforeAll(() => writeWebApp((webRoot = mkdtempSync(join(tmpdir(), 'web-')))));
  afterAll(() => rmSync(webRoot, { recursive: true }));

  let api: TestApi;
  let expert: PublishedExpert;
  const start = async (settings: Record<string, string> = {}) => {
    api = await startApi({ WEB_ROOT: webRoot, ...SETTINGS, ...settings });
    expert = await publishExpert(api.url);
  };

  const from = (address: string) => ({
    'X-Forwarded-For': address,
    'X-Real-IP': address,
    Forwarded: `for=${address}`,
  });
  const send = async (method: string, path: string, address: string, body?: unknown) => {
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { ...from(address), ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  let next = 0;
  const aStart = () => new Date((Math.floor(Date.now() / HOUR_MS) + 72 + next++) * HOUR_MS).toISOString();
  const slotsOf = () => `/api/v1/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots`;

  /** Requests that each reach another limit per client. */
  const LIMITS: Record<string, Ask> = {
    'of requests': async (address) =>
      (await send('GET', `/api/v1/experts/${expert.handle}`, address)).status === 200,
    'of answers that are kept': async (address) => {
      const day = new Date(Date.now() + 5 * DAY_MS).toISOString().slice(0, 10);
      const query = `?start=${day}&end=${day}&timeZone=UTC`;
      return (await send('GET', `${slotsOf()}${query}`, address)).status === 200;
    },
    // Over the limit the bare application is served.
    'of pages': async (address) => (await send('GET', `/${expert.handle}`, address)).text.includes('eb-data'),
    'of signing in': async (address) => {
      const credentials = { email: `${next++}@example.com`, password: 'wrong password' };
      return (await send('POST', '/api/v1/auth/login', address, credentials)).status === 401;
    },
    'of holds': async (address) => {
      const body = { eventTypeId: expert.eventType.id, start: aStart() };
      return (await send('POST', '/api/v1/holds', address, body)).status === 201;
    },
    'of guests': async (address) => {
      const attendee = { name: 'Grace', email: `${next}@example.com`, timeZone: 'UTC' };
      const guests = [`guest-${next}@example.com`];
      const body = { eventTypeId: expert.eventType.id, start: aStart(), attendee, guests };
      return (await send('POST', '/api/v1/bookings', address, body)).status === 201;
    },
    'of sockets': async (address) =>
      (await send('GET', '/socket.io/?EIO=4&transport=polling', address)).status === 200,
  };
  const served = async (ask: Ask, addresses: readonly string[]) => {
    const outcomes: boolean[] = [];
    for (const address of addresses) outcomes.push(await ask(address));
    return outcomes.filter(Boolean).length;
  };
  const many = (address: (i: number) => string) => Array.from({ length: LIMIT + MORE }, (_, i) => address(i));

  const names = Object.keys(LIMITS);
  const ask = (name: string): Ask => LIMITS[name] as Ask;

  describe('that are not trusted', () => {
    beforeAll(() => start());
    afterAll(() => api.close());

    it.each(names)('give a direct client no other address: the limit %s', async (name) => {
      expect(
        await served(
          ask(name),
          many((i) => `192.0.2.${i}`),
        ),
      ).toBeLessThan(LIMIT + MORE);
    });
  });

  describe('that are trusted', () => {
    beforeAll(() => start({ TRUST_PROXY: 'loopback' }));
    afterAll(() => api.close());

    it.each(names)(
      'name their clients, an IPv6 /64 is one, and headers added by the client are ignored: the limit %s',
      async (name) => {
        expect(
          await served(
            ask(name),
            many((i) => `203.0.${i}.7`),
          ),
        ).toBe(LIMIT + MORE);
        expect(
          await served(
            ask(name),
            many((i) => `2001:db8:7:7::${i}`),
          ),
        ).toBeLessThan(LIMIT + MORE);
        expect(
          await served(
            ask(name),
            many((i) => `10.9.9.${i}, 198.51.100.7`),
          ),
        ).toBeLessThan(LIMIT + MORE);
      },
    );
  });
});
