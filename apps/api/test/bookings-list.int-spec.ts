import type {
  BookingsPage,
  BookingStatistics,
  CreatedBooking,
  EventType,
  Problem,
} from '@expertbook/contracts';
import { addDays, localDateAt, toInstant, weekdayOf } from '@expertbook/scheduling';
import { Types } from 'mongoose';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

describe('an expert’s list of bookings', () => {
  let api: TestApi;
  let ada: PublishedExpert;
  let workshop: EventType;
  let booked: CreatedBooking[];
  beforeAll(async () => {
    api = await startApi();
    ada = await publishExpert(api.url);
    workshop = await ada.addEventType({ title: 'Workshop (a+b)*', seats: 3, durations: [60] });
    const starts = await ada.starts();
    const people = [
      'Grace Hopper',
      'Ägidius Öl',
      '=HYPERLINK("http://evil")',
      '50% off.*',
      'Alan "the, man" Turing',
    ];
    const guests = [['Kay.McNulty@Eniac.example', 'betty+jean@eniac.example'], ['frances@eniac.example']];
    booked = [];
    for (const [i, name] of people.entries()) {
      const answer = await ada.book(starts[i * 4] ?? '', {
        name,
        with: {
          attendee: { name, email: `person${i}@example.com`, timeZone: 'Asia/Tokyo' },
          notes: `-${i}\nsecond "line"`,
          guests: guests[i] ?? [],
        },
      });
      expect(answer.status).toBe(201);
      booked.push(answer.body);
    }
    const [, , , , , , , , , , , , , , , , , , , , , , , , late] = await ada.starts(workshop);
    for (const name of ['Barbara Liskov', 'Grace Murray']) {
      const answer = await ada.book(late ?? '', {
        eventType: workshop,
        name,
        with: { attendee: { name, email: `${name[0]}-group@example.com`, timeZone: 'UTC' } },
      });
      expect(answer.status).toBe(201);
      booked.push(answer.body);
    }
  });
  afterAll(() => api.close());

  const list = async (query: Record<string, string>, expert = ada): Promise<string[]> => {
    const answer = await expert.asExpert<BookingsPage>(
      'GET',
      `/bookings?${String(new URLSearchParams(query))}`,
    );
    expect(answer.status).toBe(200);
    return answer.body.items.map(({ attendee }) => attendee.name);
  };
  const csv = async (query: Record<string, string> = {}, expert = ada) => {
    const response = await fetch(
      `${api.url}/api/v1/bookings/export.csv?${String(new URLSearchParams(query))}`,
      {
        headers: { Authorization: `Bearer ${expert.accessToken}` },
      },
    );
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };

  it.each([
    ['grace', ['Grace Hopper', 'Grace Murray']],
    ['GRACE hopp', ['Grace Hopper']],
    ['ägidius ÖL', ['Ägidius Öl']],
    ['person1@EXAMPLE', ['Ägidius Öl']],
    ['.*', ['50% off.*']],
    ['(a+b)*', ['Barbara Liskov', 'Grace Murray']],
    ['workshop liskov', ['Barbara Liskov']],
    ['intro grace', ['Grace Hopper']],
    ['kay.MCNULTY@eniac', ['Grace Hopper']],
    ['eniac', ['Grace Hopper', 'Ägidius Öl']],
    ['betty+jean hopper', ['Grace Hopper']],
    ['frances öl', ['Ägidius Öl']],
    ['frances hopper', []],
    ['$ne', []],
    ['[', []],
    ['\\', []],
    ['nobody', []],
  ] as const)('finds "%s"', async (q, names) => expect(await list({ q })).toEqual(names));

  it('finds bookings that an older version wrote without search words, and adds the words', async () => {
    const bookings = api.connection.collection('bookings');
    const lost = { 'attendees.name': 'Grace Hopper' };
    await bookings.updateOne(lost, { $unset: { search: 1 } });
    expect(await list({ q: 'grace hopp' })).toEqual(['Grace Hopper']);
    expect((await bookings.findOne(lost))?.['search']).toEqual(expect.arrayContaining(['grace', 'hopper']));
    expect(await list({ q: 'grace hopp' })).toEqual(['Grace Hopper']);
  });

  it('finds attendees whom an older version added to a session that had its words', async () => {
    const bookings = api.connection.collection('bookings');
    const group = { 'attendees.name': 'Barbara Liskov' };
    await bookings.updateOne(group, { $pullAll: { search: ['murray'] } } as object);
    expect(await list({ q: 'murray' })).toEqual(['Grace Murray']);
  });

  it('finds all bookings without search words, and pages through the results', async () => {
    expect(await list({ q: '  ' })).toHaveLength(booked.length);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: URLSearchParams = new URLSearchParams({
        q: 'person',
        limit: '2',
        ...(cursor && { cursor }),
      });
      const { body } = await ada.asExpert<BookingsPage>('GET', `/bookings?${String(query)}`);
      seen.push(...body.items.map(({ attendee }) => attendee.email));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4].map((i) => `person${i}@example.com`));
  });

  it("filters by one event type; another expert's gives no results", async () => {
    expect(await list({ eventTypeId: workshop.id })).toEqual(['Barbara Liskov', 'Grace Murray']);
    expect(await list({ eventTypeId: workshop.id, q: 'liskov' })).toEqual(['Barbara Liskov']);
    const other = await publishExpert(api.url);
    expect(await list({ eventTypeId: workshop.id }, other)).toEqual([]);
    expect(await list({ q: 'grace' }, other)).toEqual([]);
    const bad = await ada.asExpert<Problem>('GET', '/bookings?eventTypeId=x');
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ field: 'eventTypeId' }] } });
    expect(await ada.asExpert('GET', `/bookings?q=${'a'.repeat(101)}`)).toMatchObject({ status: 422 });
    expect(await ada.asExpert('GET', '/bookings?q[$ne]=1')).toMatchObject({ status: 422 });
  });

  it('shows only bookings', async () => {
    const _id = new Types.ObjectId();
    const template = await api.connection.collection('bookings').findOne({ seats: 1 });
    const start = new Date(Date.now() + 86_400_000);
    await api.connection.collection('bookings').insertOne({
      ...template,
      _id,
      status: 'blocked',
      attendees: [],
      start,
      end: new Date(start.getTime() + 1_800_000),
      buckets: [1],
    });
    expect(await list({})).toHaveLength(booked.length);
    const day = start.toISOString().slice(0, 10);
    const { body } = await ada.asExpert<BookingStatistics>(
      'GET',
      `/bookings/statistics?from=${day}&to=${day}`,
    );
    expect([body.booked, body.pending, body.cancelled]).toEqual([0, 0, 0]);
    await api.connection.collection('bookings').deleteOne({ _id });
  });

  it('can be exported as CSV that spreadsheets read but do not calculate', async () => {
    const { status, headers, bytes } = await csv();
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="bookings.csv"',
    ]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8').slice(1);
    expect(text.split('\r\n')).toHaveLength(booked.length + 2);
    expect(text).toContain('Ägidius Öl');
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toContain(`"Alan ""the, man"" Turing"`);
    expect(text).toContain(`"'-0\nsecond ""line"""`);
    expect(text).not.toContain(booked[0]?.manageToken);
    const narrowed = (await csv({ q: 'grace', eventTypeId: workshop.id })).bytes.toString('utf8');
    expect(
      narrowed
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[5]),
    ).toEqual(['Grace Murray']);
    expect(
      (await csv({}, await publishExpert(api.url))).bytes.toString('utf8').trim().split('\r\n'),
    ).toHaveLength(1);
  });

  it('rejects an invalid export before it begins', async () => {
    expect((await csv({ status: 'nonsense' })).status).toBe(422);
    expect((await csv({ limit: '5' })).status).toBe(422);
    expect((await api.call('GET', '/bookings/export.csv')).status).toBe(401);
  });
});

describe('figures', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close({ damaged: 'a session that has not begun was made a no-show' }));

  const ask = (ada: PublishedExpert, from: string, to: string) =>
    ada.asExpert<BookingStatistics & Problem>('GET', `/bookings/statistics?from=${from}&to=${to}`);

  it("count sessions on the dates and hours of the expert's zone", async () => {
    const ada = await publishExpert(api.url);
    const zone = 'America/Vancouver';
    await ada.asExpert('PATCH', '/experts/me', { timeZone: zone });
    const group = await ada.addEventType({ seats: 2, durations: [60] });
    const asking = await ada.addEventType({ requiresConfirmation: true });
    const day = addDays(localDateAt(zone, Date.now()), 3);
    const at = (hour: number) => new Date(toInstant(zone, day, hour * 60)).toISOString();
    const uidOf = async (answer: Promise<{ status: number; body: CreatedBooking }>): Promise<string> => {
      const { status, body } = await answer;
      expect(status).toBe(201);
      return body.uid;
    };
    await uidOf(ada.book(at(0)));
    await uidOf(ada.book(at(23)));
    for (const name of ['One', 'Two']) await uidOf(ada.book(at(9), { eventType: group, name }));
    await uidOf(ada.book(at(11), { eventType: asking }));
    const declined = await uidOf(ada.book(at(12), { eventType: asking }));
    expect((await ada.asExpert('POST', `/bookings/${declined}/decline`, {})).status).toBe(200);
    const cancelled = await uidOf(ada.book(at(13)));
    expect((await ada.asExpert('POST', `/bookings/${cancelled}/cancel`, {})).status).toBe(200);
    const moved = await uidOf(ada.book(at(14)));
    const answer = await ada.asExpert('POST', `/bookings/${moved}/reschedule`, { start: at(15) });
    expect(answer.status).toBe(201);
    const missed = await uidOf(ada.book(at(16)));
    await api.connection
      .collection('bookings')
      .updateOne(
        { 'attendees.uid': missed },
        { $set: { status: 'no_show', 'attendees.0.status': 'no_show' } },
      );

    const { status, body } = await ask(ada, addDays(day, -1), addDays(day, 1));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      timeZone: zone,
      booked: 4,
      bookedMinutes: 30 + 30 + 60 + 30,
      pending: 1,
      cancelled: 1,
      noShows: 1,
      days: [
        { date: addDays(day, -1), booked: 0, minutes: 0 },
        { date: day, booked: 4, minutes: 150 },
        { date: addDays(day, 1), booked: 0, minutes: 0 },
      ],
    });
    const hours = body.busiest[(weekdayOf(day) + 6) % 7] ?? [];
    expect(hours.flatMap((count, hour) => (count ? [hour] : []))).toEqual([0, 9, 15, 23]);
    expect(body.busiest.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
    expect((await ask(ada, addDays(day, 1), addDays(day, 1))).body.booked).toBe(0);
  });

  it('are read by index, a range of dates at a time', async () => {
    const ada = await publishExpert(api.url);
    const whole = await ask(ada, '2027-01-01', '2027-04-03');
    expect([whole.status, whole.body.days.length]).toEqual([200, 93]);
    for (const [from, to] of [
      ['2027-01-01', '2027-04-04'],
      ['2027-01-02', '2027-01-01'],
      ['9999-12-30', '9999-12-31'],
    ] as const) {
      const answer = await ask(ada, from, to);
      expect([from, answer.status, answer.body.code]).toEqual([from, 422, 'invalid_range']);
    }
    expect((await ask(ada, '2027-02-30', '2027-03-01')).body.code).toBe('validation_failed');
    expect((await ada.asExpert('GET', '/bookings/statistics')).status).toBe(422);
    expect((await api.call('GET', '/bookings/statistics?from=2027-01-01&to=2027-01-01')).status).toBe(401);
  });
});
