import type { Hold, Problem } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';

const HOLDS = 3;
const WRITES = 30;

describe('the API rejects', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi({ HOLDS_PER_CLIENT: String(HOLDS) })));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));

  it.each(['/auth/login', '/auth/register', '/bookings', '/holds'])(
    'a list in place of an object (%s), with 400',
    async (path) => {
      expect(problemOf(await api.call('POST', path, { body: [] }))).toMatchObject({
        status: 400,
        code: 'malformed_request',
      });
    },
  );

  it.each([
    '2027-W01-1T09:00:00Z',
    '2027-004T09:00:00Z',
    '+2027-01-04T09:00:00Z',
    '2027-01-04T09Z',
    '2027-01-04T09:00:00,5Z',
    '2027-02-30T09:00:00Z',
    '2027-01-04T09:00:00+99:00',
  ])('an instant that parsers read differently (%s), with 422', async (start) => {
    const booked = await expert.book(start);
    expect({ status: booked.status, fields: problemOf(booked).errors?.map(({ field }) => field) }).toEqual({
      status: 422,
      fields: ['start'],
    });
    const listed = await expert.asExpert<Problem>('GET', `/bookings?from=${encodeURIComponent(start)}`);
    expect(listed.status).toBe(422);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:00Z'])(
    'a time at the end of the calendar (%s), like any other that cannot be booked',
    async (start) => expect((await expert.book(start)).status).toBe(422),
  );

  it.each([
    ['0000-01-01', '0000-01-31'],
    ['9999-12-01', '9999-12-31'],
  ])('a range of slots from %s to %s, or finds none', async (start, end) => {
    const query = new URLSearchParams({ start, end, timeZone: 'Pacific/Auckland' });
    const path = `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots?${String(query)}`;
    expect((await api.call('GET', path)).status).toBeLessThan(500);
  });

  it('more holds than one client may have, also when they are requested at once', async () => {
    const starts = (await expert.starts()).slice(0, 12);
    const answers = await Promise.all(
      starts.map((start) =>
        api.call<Hold>('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start } }),
      ),
    );
    expect(tally(answers)).toEqual({ 201: HOLDS, 429: starts.length - HOLDS });
    for (const { body } of answers) if (body.token) await api.call('DELETE', `/holds/${body.token}`);
  });

  it('an answer to an unknown question, whatever its name', async () => {
    const eventType = await expert.addEventType({
      questions: [{ id: 'builder', kind: 'text', label: 'Who built it?', required: false }],
    });
    // As it could be called once; every object has something by that name.
    const old = await api.connection
      .collection('event_types')
      .updateOne({ 'questions.id': 'builder' }, { $set: { 'questions.0.id': 'constructor' } });
    expect(old.modifiedCount).toBe(1);
    const [start = '', next = ''] = await expert.starts(eventType);
    expect((await expert.book(start, { eventType })).status).toBe(201);
    const answer = await expert.book(next, { eventType, with: { answers: { valueof: 'x' } } });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'answers_invalid' });
  });

  it('to show the meeting link of a booking that waits for its expert', async () => {
    const eventType = await expert.addEventType({ requiresConfirmation: true });
    const [start = ''] = await expert.starts(eventType);
    const { body } = await expert.book(start, { eventType });
    expect(body).toMatchObject({ status: 'pending', meetingUrl: null });
    expect(JSON.stringify(body)).not.toContain('meet.jit.si');
    const file = await api.call<string>('GET', `/bookings/${body.uid}/calendar.ics`, {
      headers: { 'X-Manage-Token': body.manageToken },
    });
    expect(file.status).toBe(200);
    expect(file.body).not.toContain('meet.jit.si');
  });

  it('less than it should: security.txt names the contact for reports, where the operator has set one', async () => {
    expect((await fetch(`${api.url}/.well-known/security.txt`)).status).toBe(404);
    const withContact = await startApi({ SECURITY_CONTACT: 'security@example.com' });
    const answer = await fetch(`${withContact.url}/.well-known/security.txt`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await answer.text()).toMatch(/^Contact: mailto:security@example\.com\nExpires: 20/);
    await withContact.close();
  });

  it('too many requests with the time to wait, in the header and in the body', async () => {
    const strict = await startApi({ MONGO_URI: api.mongoUri, RATE_LIMIT_WRITES: String(WRITES) });
    try {
      const answers = [];
      for (let i = 0; i <= WRITES; i++) answers.push(await strict.call('POST', '/bookings', { body: {} }));
      const last = answers.at(-1);
      expect(tally(answers)).toEqual({ 422: WRITES, 429: 1 });
      expect(problemOf(last ?? answers[0]!).retryAfter).toBeGreaterThan(0);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await strict.app.close();
    }
  });
});
