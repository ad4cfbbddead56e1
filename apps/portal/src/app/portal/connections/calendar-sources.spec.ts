import { CALENDAR_SOURCES, SOURCE_NAMES, SOURCE_WAYS, addressOf, serverOf } from './calendar-sources';

describe('the places of calendars', () => {
  it('have their server where there is one for everyone, and none where the expert knows it', () => {
    const servers = CALENDAR_SOURCES.map((source) => {
      const way = SOURCE_WAYS[source];
      return [source, way.kind === 'caldav' ? way.address : way.kind];
    });
    expect(Object.fromEntries(servers)).toEqual({
      google: 'ics',
      outlook: 'ics',
      icloud: 'https://caldav.icloud.com',
      fastmail: 'https://caldav.fastmail.com',
      nextcloud: null,
      mailbox: 'https://dav.mailbox.org',
      caldav: null,
      ics: 'ics',
    });
    expect(Object.keys(SOURCE_NAMES).sort()).toEqual([...CALENDAR_SOURCES].sort());
  });

  it.each([
    [' example.com/a.ics ', 'https://example.com/a.ics'],
    ['webcal://example.com/a.ics', 'webcal://example.com/a.ics'],
    ['https://example.com/a.ics', 'https://example.com/a.ics'],
  ])('complete the typed address %s', (typed, address) => expect(addressOf(typed)).toBe(address));

  it.each([
    ['cloud.example.com', 'https://cloud.example.com'],
    ['https://cloud.example.com/dav', 'https://cloud.example.com/dav'],
    [' ada@example.com ', 'ada@example.com'],
    ['https://ada@example.com', 'https://ada@example.com'],
  ])('complete the typed server %s', (typed, server) => expect(serverOf(typed)).toBe(server));
});
