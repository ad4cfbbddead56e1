import type { ReadRequest } from '../calendar-adapter';
import { CalDavAdapter } from './caldav-adapter';
import type { Answer, Answers } from './caldav-egress.fixture';
import { CALENDAR, gone, multistatus, RecordedEgress, resource } from './caldav-egress.fixture';

const HOME = 'https://dav.example.com/ada/work/';
const REQUEST: ReadRequest = {
  from: Date.UTC(2027, 0, 1),
  to: Date.UTC(2027, 6, 1),
  expertZone: 'Europe/Berlin',
  addresses: [],
  cursor: null,
  timeoutMs: 60_000,
};

async function read(answers: Answers, change: Partial<ReadRequest> = {}) {
  const egress = new RecordedEgress(answers);
  const result = await new CalDavAdapter(egress.client)
    .read(
      { address: HOME, username: 'ada', password: 'secret' },
      { location: HOME, timeZone: null },
      { ...REQUEST, ...change },
    )
    .catch((error: unknown) => error);
  return { egress, result: result as { kind?: string; cursor: string; failure?: string } };
}

function file(uid: string, ...lines: string[]): string {
  const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20270104T090000Z', 'DURATION:PT1H', ...lines];
  return ['BEGIN:VCALENDAR', ...event, 'END:VEVENT', 'END:VCALENDAR'].join('&#13;\n');
}

const etag = (value: string): string => `<d:getetag>"${value}"</d:getetag>`;
const state = (properties: string): Answer => multistatus(resource('/ada/work/', CALENDAR + properties));
const SYNC_TOKEN = '<d:sync-token>t1</d:sync-token>';

interface Stored {
  etag: string;
  text: string;
}

/** A server without `sync-collection`. */
function server(stored: Readonly<Record<string, Stored>>, ctag: string): Answers {
  return {
    [`PROPFIND ${HOME}`]: (body) =>
      body.includes('getctag')
        ? state(`<s:getctag>${ctag}</s:getctag>`)
        : multistatus(
            resource('/ada/work/', CALENDAR),
            ...Object.entries(stored).map(([name, one]) => resource(`/ada/work/${name}`, etag(one.etag))),
          ),
    [`REPORT ${HOME}`]: (body) => {
      if (body.includes('calendar-query')) return { status: 501, body: '' };
      const asked = [...body.matchAll(/<D:href>([^<]*)</g)].map(([, one]) => String(one));
      return multistatus(
        ...asked.map((one) => {
          const found = stored[one.replace('/ada/work/', '')];
          return found ? resource(one, `<c:calendar-data>${found.text}</c:calendar-data>`) : gone(one);
        }),
      );
    },
  };
}

const namesOf = (result: unknown): string[] =>
  (result as { resources: { resource: string }[] }).resources.map((one) => one.resource);

describe('the CalDAV adapter', () => {
  it('compares versions where the server has no list of changes', async () => {
    const a = { etag: '1', text: file('a') };
    const b = { etag: '1', text: file('b') };
    const first = await read(server({ 'a.ics': a, 'b.ics': b }, 'c1'));
    expect([first.result.kind, namesOf(first.result)]).toEqual(['all', ['a.ics', 'b.ics']]);

    const { cursor } = first.result;
    const same = await read(server({ 'a.ics': a, 'b.ics': b }, 'c1'), { cursor });
    expect([same.result, same.egress.lines]).toEqual([{ kind: 'unchanged', cursor }, [`PROPFIND ${HOME}`]]);

    const changed = await read(
      server({ 'b.ics': { ...b, etag: '2' }, 'c.ics': { etag: '1', text: file('c') } }, 'c2'),
      { cursor },
    );
    expect(changed.result).toMatchObject({ kind: 'changes', removed: ['a.ics'] });
    expect(namesOf(changed.result)).toEqual(['b.ics', 'c.ics']);
  });

  it('continues a list of changes that the server cuts', async () => {
    const tokens: string[] = [];
    const changes: Answers = {
      [`REPORT ${HOME}`]: (body) => {
        const token = /<D:sync-token>([^<]*)</.exec(body)?.[1];
        if (token === undefined)
          return multistatus(resource('/ada/work/b.ics', `<c:calendar-data>${file('b')}</c:calendar-data>`));
        tokens.push(token);
        return token === 't1'
          ? multistatus(
              resource('/ada/work/a.ics', etag('1')),
              gone('/ada/work/', '507 Insufficient Storage'),
              '<d:sync-token>t2</d:sync-token>',
            )
          : multistatus(
              gone('/ada/work/a.ics'),
              resource('/ada/work/b.ics', etag('1')),
              '<d:sync-token>t&amp;3</d:sync-token>',
            );
      },
    };
    const { result } = await read(changes, { cursor: '{"kind":"sync","token":"t1"}' });
    expect(tokens).toEqual(['t1', 't2']);
    expect(result).toMatchObject({
      kind: 'changes',
      removed: ['a.ics'],
      cursor: '{"kind":"sync","token":"t&3"}',
    });
    expect(namesOf(result)).toEqual(['b.ics']);
  });

  it.each([400, 403, 405, 409, 410, 412, 501, 507])(
    'reads everything where %s refuses a token',
    async (status) => {
      const { result } = await read(
        {
          [`PROPFIND ${HOME}`]: state(SYNC_TOKEN),
          [`REPORT ${HOME}`]: (body) => (body.includes('sync-token') ? { status, body: '' } : multistatus()),
        },
        { cursor: '{"kind":"sync","token":"old"}' },
      );
      expect(result).toEqual({ kind: 'all', cursor: '{"kind":"sync","token":"t1"}', resources: [] });
    },
  );

  it.each(['', 'nonsense', '{}', 'null', '{"kind":"sync"}', '{"kind":"versions"}'])(
    'reads everything with the cursor "%s"',
    async (cursor) => {
      const { result } = await read(
        { [`PROPFIND ${HOME}`]: state(SYNC_TOKEN), [`REPORT ${HOME}`]: multistatus() },
        { cursor },
      );
      expect(result.kind).toBe('all');
    },
  );

  it('asks for a member by itself when a batch leaves it out', async () => {
    const list = multistatus(resource('/ada/work/a.ics', etag('1')), resource('/ada/work/b.ics', etag('1')));
    const { result } = await read({
      [`PROPFIND ${HOME}`]: state(SYNC_TOKEN),
      [`REPORT ${HOME}`]: (body) => (body.includes('calendar-query') ? list : multistatus()),
      'GET https://dav.example.com/ada/work/a.ics': {
        status: 200,
        body: file('a').replaceAll('&#13;', '\r'),
      },
    });
    expect(result).toMatchObject({ kind: 'all', resources: [{ resource: 'a.ics', times: [{ uid: 'a' }] }] });
    expect(namesOf(result)).toEqual(['a.ics']);
  });

  it('follows a calendar to another host of its provider', async () => {
    const [from, to] = ['https://p1-caldav.icloud.com/c/', 'https://p2-caldav.icloud.com/c/'];
    const list = multistatus(resource(`${to}a.ics`, etag('1')));
    const texts = multistatus(resource(`${to}a.ics`, `<c:calendar-data>${file('a')}</c:calendar-data>`));
    const egress = new RecordedEgress({
      [`PROPFIND ${from}`]: { status: 401, body: '', url: to },
      [`PROPFIND ${to}`]: multistatus(resource(to, CALENDAR + SYNC_TOKEN)),
      [`REPORT ${to}`]: (body) => (body.includes('calendar-query') ? list : texts),
    });
    const result = await new CalDavAdapter(egress.client).read(
      { address: from, username: 'ada', password: 'secret' },
      { location: from, timeZone: null },
      REQUEST,
    );
    expect(namesOf(result)).toEqual(['a.ics']);
  });

  it.each([
    ['sign_in_again', null, { status: 401, body: '' }],
    ['sign_in_again', null, { status: 403, body: '' }],
    ['not_found', null, { status: 404, body: '' }],
    ['not_found', null, { status: 410, body: '' }],
    ['not_found', null, multistatus(resource('/ada/work/', '<d:resourcetype/>'))],
    ['rate_limited', 120_000, { status: 429, body: '', headers: { 'retry-after': '120' } }],
    ['rate_limited', null, { status: 429, body: '' }],
    [
      'rate_limited',
      0,
      { status: 503, body: '', headers: { 'retry-after': 'Mon, 01 Jan 2024 00:00:00 GMT' } },
    ],
    ['rate_limited', 86_400_000, { status: 503, body: '', headers: { 'retry-after': '99999999' } }],
    ['provider_error', null, { status: 503, body: '', headers: { 'retry-after': 'soon' } }],
    ['provider_error', null, { status: 500, body: 'ada secret' }],
    ['provider_error', null, { status: 200, body: '<html></html>' }],
    ['provider_error', null, { body: 'BEGIN:VCALENDAR' }],
    ['not_a_calendar', null, { status: 401, body: '', url: 'https://evil.example/' }],
    ['not_reachable', null, {}],
  ])('fails with %s, to be tried again after %s', async (failure, retryAfterMs, answer) => {
    const { result } = await read({ [`PROPFIND ${HOME}`]: answer });
    expect(result).toMatchObject({ failure, retryAfterMs, message: failure });
    expect(JSON.stringify(result)).not.toMatch(/example|ada|secret/);
  });

  it('ends when its time is over', async () => {
    const { result } = await read(server({}, 'c'), { timeoutMs: 0 });
    expect(result).toMatchObject({ failure: 'not_reachable' });
  });

  it('does not read an event that takes place without end', async () => {
    const minutely = { etag: '1', text: file('a', 'RRULE:FREQ=MINUTELY') };
    expect((await read(server({ 'a.ics': minutely }, 'c'))).result).toMatchObject({ failure: 'too_large' });
  });

  it('does not read more members than it can', async () => {
    const one = '<d:response><d:href>/ada/work/a.ics</d:href></d:response>';
    const many = multistatus(one.repeat(20_001));
    const list = { [`PROPFIND ${HOME}`]: state(SYNC_TOKEN), [`REPORT ${HOME}`]: many };
    expect((await read(list)).result).toMatchObject({ failure: 'too_large' });
  }, 30_000);
});
