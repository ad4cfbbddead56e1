import type { EgressClient, EgressRequest } from '../../egress/egress-client';
import { DomainError } from '../../http/domain-error';
import { ProviderError } from '../calendar-adapter';
import { IcsAdapter } from './ics-adapter';

const DAY = 86_400_000;
const FROM = Date.UTC(2027, 0, 1);
const REQUEST = {
  from: FROM,
  to: FROM + 31 * DAY,
  expertZone: 'UTC',
  addresses: [],
  cursor: null,
  timeoutMs: 1000,
};
const WHERE = { location: 'https://cal.example.com/a.ics', timeZone: null };
const ACCESS = { address: WHERE.location };
const event = (uid: string, day: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:202701${day}T090000Z\r\nDTEND:202701${day}T100000Z\r\nEND:VEVENT\r\n`;
const calendar = (...parts: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${parts.join('')}END:VCALENDAR\r\n`;

function adapterFor(response: { status?: number; headers?: Record<string, string>; body?: string } | Error) {
  const asked: { address: string; request: EgressRequest }[] = [];
  const fetch = (address: string, request: EgressRequest) => {
    asked.push({ address, request });
    if (response instanceof Error) return Promise.reject(response);
    const { status = 200, headers = {}, body = '' } = response;
    return Promise.resolve({ status, headers, body: Buffer.from(body), url: address });
  };
  return { adapter: new IcsAdapter({ fetch } as unknown as EgressClient), asked };
}
const failure = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
};

describe('the address of a calendar file', () => {
  it('is opened over https, with the file’s name and colour', async () => {
    const body = calendar(
      'X-WR-CALNAME:Family\\, and\r\n  friends\r\nX-APPLE-CALENDAR-COLOR:#0B8043FF\r\n',
      event('a', '04'),
    );
    const { adapter, asked } = adapterFor({ body });
    expect(await adapter.open({ address: ' webcal://cal.example.com/a.ics' })).toEqual({
      access: ACCESS,
      account: null,
      calendars: [{ ...WHERE, name: 'Family, and friends', color: '#0b8043', isWritable: false }],
    });
    expect(asked[0]?.address).toBe(WHERE.location);
  });

  it('without a name has the host’s', async () => {
    const { calendars } = await adapterFor({ body: calendar() }).adapter.open(ACCESS);
    expect(calendars[0]).toMatchObject({ name: 'cal.example.com', color: null });
  });

  it('gives an event’s occurrences under its UID, and what it needs to ask for changes', async () => {
    const headers = { etag: '"1"', 'last-modified': 'Mon, 04 Jan 2027 00:00:00 GMT' };
    const daily = event('a', '04').replace('END:VEVENT', 'RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT');
    const { adapter } = adapterFor({
      headers,
      body: calendar(event('b', '05'), daily),
    });
    const read = await adapter.read(ACCESS, WHERE, REQUEST);
    if (read.kind !== 'all') throw new Error(read.kind);
    expect(read.resources.map(({ resource, times }) => [resource, times.length])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    const second = adapterFor({ status: 304 });
    expect(await second.adapter.read(ACCESS, WHERE, { ...REQUEST, cursor: read.cursor })).toEqual({
      kind: 'unchanged',
      cursor: read.cursor,
    });
    expect(second.asked[0]?.request.headers).toMatchObject({
      'If-None-Match': '"1"',
      'If-Modified-Since': headers['last-modified'],
    });
  });

  it('without validators is read whole each time', async () => {
    const read = await adapterFor({ body: calendar() }).adapter.read(ACCESS, WHERE, REQUEST);
    expect(read).toEqual({ kind: 'all', cursor: null, resources: [] });
  });

  it.each([
    [401, 'sign_in_again'],
    [403, 'sign_in_again'],
    [404, 'not_found'],
    [410, 'not_found'],
    [429, 'rate_limited'],
    [503, 'rate_limited'],
    [500, 'provider_error'],
    [206, 'provider_error'],
  ])('with status %i is %s', async (status, expected) => {
    const { adapter } = adapterFor({ status, headers: { 'retry-after': '120' } });
    const error = await failure(adapter.read(ACCESS, WHERE, REQUEST));
    expect(error.failure).toBe(expected);
    expect(error.retryAfterMs).toBe(expected === 'rate_limited' ? 120_000 : null);
  });

  it('that is none, cannot be reached or is too large says so', async () => {
    const html = adapterFor({ body: '<html>' });
    expect((await failure(html.adapter.open(ACCESS))).failure).toBe('not_a_calendar');
    expect((await failure(html.adapter.read(ACCESS, WHERE, REQUEST))).failure).toBe('not_a_calendar');
    const away = adapterFor(new DomainError('address_not_reachable'));
    expect((await failure(away.adapter.read(ACCESS, WHERE, REQUEST))).failure).toBe('not_reachable');
    const endless = event('a', '04').replace('END:VEVENT', 'RRULE:FREQ=SECONDLY\r\nEND:VEVENT');
    const large = adapterFor({ body: calendar(endless) });
    expect((await failure(large.adapter.read(ACCESS, WHERE, REQUEST))).failure).toBe('too_large');
  });
});
