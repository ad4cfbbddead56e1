import { CalDavAdapter } from './caldav-adapter';
import type { Answers } from './caldav-egress.fixture';
import { CALENDAR, multistatus, RecordedEgress, resource } from './caldav-egress.fixture';
import { colorOf } from './calendar-list';
import { startsOf } from './discovery';

const href = (name: string, address: string): string => `<${name}><d:href>${address}</d:href></${name}>`;
const principal = (address: string): string => href('d:current-user-principal', address);
const home = (address: string): string => href('c:calendar-home-set', address);

async function opened(address: string, answers: Answers) {
  const egress = new RecordedEgress(answers);
  const result = await new CalDavAdapter(egress.client)
    .open({ address, username: 'ada', password: 'secret' })
    .catch((error: unknown) => error);
  return { egress, result };
}

const ICLOUD: Answers = {
  'PROPFIND https://caldav.icloud.com/.well-known/caldav': multistatus(
    resource('/', principal('/17/principal/')),
  ),
  'PROPFIND https://caldav.icloud.com/17/principal/': multistatus(
    resource('/17/principal/', home('https://p42-caldav.icloud.com:443/17/calendars/')),
  ),
  'PROPFIND https://p42-caldav.icloud.com/17/calendars/': multistatus(
    resource('/17/calendars/', '<d:resourcetype><d:collection/></d:resourcetype>'),
    resource(
      '/17/calendars/home/',
      `${CALENDAR}<d:displayname>Home</d:displayname><a:calendar-color>#FF2968FF</a:calendar-color>`,
    ),
    resource('/17/calendars/inbox/', '<d:resourcetype><d:collection/><c:schedule-inbox/></d:resourcetype>'),
    resource(
      '/17/calendars/tasks/',
      `${CALENDAR}<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set>`,
    ),
    resource('https://elsewhere.example/17/', CALENDAR),
  ),
};

describe('discovery of calendars', () => {
  it.each([
    ['ada@icloud.com', ['https://caldav.icloud.com/.well-known/caldav', 'https://caldav.icloud.com/']],
    ['Ada@Example.com', ['https://example.com/.well-known/caldav', 'https://example.com/']],
    ['dav.example.com', ['https://dav.example.com/.well-known/caldav', 'https://dav.example.com/']],
    [
      ' https://u:p@dav.example.com/a/ ',
      [
        'https://dav.example.com/a/',
        'https://dav.example.com/.well-known/caldav',
        'https://dav.example.com/',
      ],
    ],
    ['caldavs://dav.example.com', ['https://dav.example.com/.well-known/caldav', 'https://dav.example.com/']],
  ])('begins for %s at the addresses of its server', (address, starts) => {
    expect(startsOf(address).map(({ href: start }) => start)).toEqual(starts);
  });

  it.each(['', 'file:///etc/passwd', 'https://', 'a b'])('does not begin at "%s"', (address) => {
    expect(() => startsOf(address)).toThrow('not_a_calendar');
  });

  it('follows the principal to a host that it names, with the password', async () => {
    const { egress, result } = await opened('ada@icloud.com', ICLOUD);
    expect(result).toEqual({
      access: { address: 'https://p42-caldav.icloud.com/17/calendars/', username: 'ada', password: 'secret' },
      account: 'ada',
      calendars: [
        {
          location: 'https://p42-caldav.icloud.com/17/calendars/home/',
          name: 'Home',
          color: '#ff2968',
          timeZone: null,
          isWritable: true,
        },
      ],
    });
    const basic = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
    expect(egress.asked.map(({ authorization }) => authorization)).toEqual([basic, basic, basic]);
  });

  it.each([
    ['<d:read/>', false],
    ['<d:read/><d:write/>', true],
    ['<d:read/><d:bind/><d:write-content/>', true],
    ['<d:all/>', true],
  ])('knows by the privileges %s whether a calendar can be changed', async (names, isWritable) => {
    const each = names.replace(/<[^>]+>/g, '<d:privilege>$&</d:privilege>');
    const privileges = `<d:current-user-privilege-set>${each}</d:current-user-privilege-set>`;
    const { result } = await opened('https://dav.example.com/a/', {
      'PROPFIND https://dav.example.com/a/': multistatus(
        resource('/a/', CALENDAR + home('/a/') + privileges),
      ),
    });
    expect(result).toMatchObject({ calendars: [{ isWritable }] });
  });

  it('repeats a request that was redirected to a host of the same provider, with the password', async () => {
    const { egress, result } = await opened('https://icloud.com/', {
      ...ICLOUD,
      'PROPFIND https://icloud.com/.well-known/caldav': {
        status: 401,
        body: '',
        url: 'https://caldav.icloud.com/.well-known/caldav',
      },
    });
    expect(result).toMatchObject({ account: 'ada' });
    expect(egress.lines.slice(0, 2)).toEqual([
      'PROPFIND https://icloud.com/.well-known/caldav',
      'PROPFIND https://caldav.icloud.com/.well-known/caldav',
    ]);
  });

  it('sends nothing to another site that a redirect leads to', async () => {
    const away = { status: 401, body: '', url: 'https://evil.example/' };
    const { egress, result } = await opened('https://dav.example.com/', {
      'PROPFIND https://dav.example.com/.well-known/caldav': away,
      'PROPFIND https://dav.example.com/': away,
    });
    expect(result).toMatchObject({ failure: 'not_a_calendar' });
    expect(egress.lines.filter((line) => line.includes('evil'))).toEqual([]);
  });

  it('tries the server’s root where the well-known address is missing, forbidden or leads to http', async () => {
    for (const first of [
      { status: 404, body: '' },
      { status: 403, body: '' },
      { status: 200, body: '<html/>' },
      {},
    ]) {
      const { result } = await opened('https://dav.example.com/', {
        'PROPFIND https://dav.example.com/.well-known/caldav': first,
        'PROPFIND https://dav.example.com/': multistatus(resource('/', home('/cal/'))),
        'PROPFIND https://dav.example.com/cal/': multistatus(resource('/cal/a%20b/', CALENDAR)),
      });
      expect(result).toMatchObject({ calendars: [{ name: 'a b' }] });
    }
  });

  it('finds calendars of servers that know no principals', async () => {
    const both = multistatus(
      resource('/cal/', '<d:resourcetype><d:collection/></d:resourcetype>'),
      resource('/cal/one/', CALENDAR),
    );
    const { result } = await opened('https://dav.example.com/cal/', {
      'PROPFIND https://dav.example.com/cal/': both,
    });
    expect(result).toMatchObject({
      access: { address: 'https://dav.example.com/cal/' },
      calendars: [{ location: 'https://dav.example.com/cal/one/' }],
    });
  });

  it.each([
    ['sign_in_again', { status: 401, body: '' }],
    ['sign_in_again', { status: 403, body: '' }],
    [
      'sign_in_again',
      multistatus(resource('/', '<d:current-user-principal><d:unauthenticated/></d:current-user-principal>')),
    ],
    ['rate_limited', { status: 429, body: '' }],
    ['not_reachable', {}],
    ['not_a_calendar', { status: 200, body: '<html></html>' }],
    ['not_a_calendar', { body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }],
    ['not_a_calendar', { body: '<html></html>' }],
    ['not_a_calendar', multistatus()],
  ])('fails with %s', async (failure, answer) => {
    const { egress, result } = await opened('https://dav.example.com/', {
      'PROPFIND https://dav.example.com/.well-known/caldav': answer,
      'PROPFIND https://dav.example.com/': answer,
    });
    expect(result).toMatchObject({ failure, message: failure });
    expect(JSON.stringify(result)).not.toMatch(/example|ada|secret/);
    // A wrong password is tried once.
    if (answer.status === 401) expect(egress.lines).toHaveLength(1);
  });

  it.each([
    ['#AABBCCDD', '#aabbcc'],
    ['#abc', '#aabbcc'],
    ['aabbcc', '#aabbcc'],
    ['red', null],
    ['#aabb', null],
    [null, null],
  ])('reads the color %s as %s', (given, color) => {
    expect(colorOf(given)).toBe(color);
  });
});
