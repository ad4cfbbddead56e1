import { CalDavAdapter } from '../src/app/connections/caldav/caldav-adapter';
import type { CalendarRead, ReadRequest } from '../src/app/connections/calendar-adapter';
import { ProviderError } from '../src/app/connections/calendar-adapter';
import { egressSettings } from '../src/app/config/egress-settings';
import { EgressClient } from '../src/app/egress/egress-client';
import { resolveHost } from '../src/app/egress/host-resolver';
import { PASSWORD, Radicale, USERNAME } from './radicale';

const HOUR = 3_600_000;
const NINE = Date.UTC(2027, 0, 4, 8);

function eventOf(uid: string, ...lines: string[]): string {
  const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261201T000000Z', ...lines, 'END:VEVENT'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...event, 'END:VCALENDAR', ''].join('\r\n');
}

const atNine = (uid: string, ...more: string[]) =>
  eventOf(uid, 'DTSTART;TZID=Europe/Berlin:20270104T090000', 'DURATION:PT1H', ...more);

function adapter(): CalDavAdapter {
  const egress = egressSettings('127.0.0.1', true);
  if ('wrong' in egress) throw new Error(egress.wrong);
  return new CalDavAdapter(new EgressClient({ egress }, resolveHost));
}

describe('calendars on Radicale', () => {
  let server: Radicale;
  const access = (change: object = {}) => ({
    address: server.address,
    username: USERNAME,
    password: PASSWORD,
    ...change,
  });

  beforeAll(async () => {
    server = await Radicale.start();
  });
  afterAll(() => server?.remove());

  const read = (location: string, change: Partial<ReadRequest> = {}): Promise<CalendarRead> =>
    adapter().read(
      access(),
      { location, timeZone: 'Europe/Berlin' },
      {
        from: Date.UTC(2027, 0, 1),
        to: Date.UTC(2027, 6, 1),
        expertZone: 'Europe/Berlin',
        addresses: ['ada@example.com'],
        cursor: null,
        timeoutMs: 30_000,
        ...change,
      },
    );
  const failure = async (work: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ProviderError);
    return (error as ProviderError).failure;
  };

  it('are found from the address of the server, and listed where they hold events', async () => {
    const zone = `BEGIN:VCALENDAR&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:W. Europe Standard Time&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR`;
    const components = '<C:supported-calendar-component-set><C:comp name="VTODO"/>';
    const location = await server.makeCalendar(
      'work',
      `<displayname>Work &amp; travel</displayname><A:calendar-color>#AABBCCFF</A:calendar-color><C:calendar-timezone>${zone}</C:calendar-timezone>`,
    );
    await server.makeCalendar('plain');
    await server.makeCalendar('tasks', `${components}</C:supported-calendar-component-set>`);
    await server.makeCalendar('people', '', '<CR:addressbook xmlns:CR="urn:ietf:params:xml:ns:carddav"/>');

    const opened = await adapter().open(access());

    expect(opened.access).toEqual(access({ address: `${server.address}${USERNAME}/` }));
    expect(opened.account).toBe(USERNAME);
    expect(opened.calendars).toHaveLength(2);
    expect(opened.calendars).toEqual(
      expect.arrayContaining([
        {
          location,
          name: 'Work & travel',
          color: '#aabbcc',
          timeZone: 'Europe/Berlin',
          isWritable: true,
        },
        {
          location: `${server.address}${USERNAME}/plain/`,
          name: 'ada/plain',
          color: null,
          timeZone: null,
          isWritable: true,
        },
      ]),
    );
    for (const address of [opened.access.address, location, `${server.address}.well-known/caldav`]) {
      expect((await adapter().open(access({ address }))).calendars).toHaveLength(2);
    }
  });

  it('ask for another sign-in when the password is wrong', async () => {
    expect(await failure(adapter().open(access({ password: 'wrong' })))).toBe('sign_in_again');
    const location = await server.makeCalendar('closed');
    const request = { from: 0, to: 1, expertZone: 'UTC', addresses: [], cursor: null, timeoutMs: 10_000 };
    const wrong = adapter().read(access({ password: 'wrong' }), { location, timeZone: null }, request);
    expect(await failure(wrong)).toBe('sign_in_again');
  });

  it('are read whole at first, then only what was added, changed or deleted', async () => {
    const location = await server.makeCalendar('steps');
    const put = (name: string, file: string) => server.request('PUT', `${USERNAME}/steps/${name}`, file);
    await put('a.ics', atNine('a'));
    await put('s p ä.ics', atNine('b', 'RRULE:FREQ=DAILY;COUNT=2', 'TRANSP:TRANSPARENT'));
    await put('declined.ics', atNine('c', 'ATTENDEE;PARTSTAT=DECLINED:mailto:Ada@example.com'));
    await put('old.ics', eventOf('old', 'DTSTART:20200101T090000Z', 'DURATION:PT1H'));

    const first = await read(location);
    const busy = { uid: 'a', start: NINE, end: NINE + HOUR, allDay: false, status: 'confirmed' };
    expect(first.kind).toBe('all');
    const resources = first.kind === 'all' ? first.resources : [];
    expect(resources.sort((a, b) => (a.resource < b.resource ? -1 : 1))).toEqual([
      { resource: 'a.ics', times: [{ ...busy, transparency: 'opaque' }] },
      { resource: 'declined.ics', times: [] },
      {
        resource: 's p ä.ics',
        times: [0, 24 * HOUR].map((later) => ({
          ...busy,
          uid: 'b',
          start: NINE + later,
          end: NINE + HOUR + later,
          transparency: 'transparent',
        })),
      },
    ]);

    const second = await read(location, { cursor: first.cursor });
    expect(second.kind).toBe('unchanged');

    await put('new.ics', atNine('n', 'STATUS:TENTATIVE'));
    await put('a.ics', eventOf('a', 'DTSTART;VALUE=DATE:20270105'));
    await server.request('DELETE', `${USERNAME}/steps/s%20p%20%C3%A4.ics`);
    const third = await read(location, { cursor: second.cursor });
    const midnight = Date.UTC(2027, 0, 4, 23);
    const changes = third.kind === 'changes' ? third : null;
    expect(changes?.removed).toEqual(['s p ä.ics']);
    expect(changes?.resources).toHaveLength(2);
    expect(changes?.resources).toEqual(
      expect.arrayContaining([
        {
          resource: 'new.ics',
          times: [{ ...busy, uid: 'n', status: 'tentative', transparency: 'opaque' }],
        },
        {
          resource: 'a.ics',
          times: [
            { ...busy, start: midnight, end: midnight + 24 * HOUR, allDay: true, transparency: 'opaque' },
          ],
        },
      ]),
    );
    expect((await read(location, { cursor: third.cursor })).kind).toBe('unchanged');
  });

  it('are read whole again when the server does not know the token any more', async () => {
    const location = await server.makeCalendar('lost');
    await server.request('PUT', `${USERNAME}/lost/a.ics`, atNine('a'));
    const first = await read(location);
    server.forgetChanges('lost');
    await server.request('PUT', `${USERNAME}/lost/b.ics`, atNine('b'));

    const second = await read(location, { cursor: first.cursor });

    expect(second.kind).toBe('all');
    expect(second.kind === 'all' && second.resources.map(({ resource }) => resource).sort()).toEqual([
      'a.ics',
      'b.ics',
    ]);
    expect((await read(location, { cursor: second.cursor })).kind).toBe('unchanged');
  });

  it('are not found after they were deleted', async () => {
    const location = await server.makeCalendar('gone');
    const { cursor } = await read(location);
    await server.request('DELETE', `${USERNAME}/gone/`);
    expect(await failure(read(location))).toBe('not_found');
    expect(await failure(read(location, { cursor }))).toBe('not_found');
  });

  it('are not reachable while the server is down, and continue when it is back', async () => {
    const location = await server.makeCalendar('pause');
    await server.request('PUT', `${USERNAME}/pause/a.ics`, atNine('a'));
    const { cursor } = await read(location);
    await server.stop();
    expect(await failure(read(location, { cursor }))).toBe('not_reachable');
    expect(await failure(adapter().open(access()))).toBe('not_reachable');
    await server.resume();
    await server.request('PUT', `${USERNAME}/pause/b.ics`, atNine('b'));
    const after = await read(location, { cursor });
    expect(after.kind === 'changes' && after.resources.map(({ resource }) => resource)).toEqual(['b.ics']);
  });
});
