import type { Booking, EventType, LocationKind, Me } from '@expertbook/contracts';
import { DEMO_LOCATION_KINDS } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const JITSI = 'https://meet.example.com:8443/team';

describe('conferencing', () => {
  /** One database; in the second process demo kinds are switched off and Jitsi is another server. */
  let offering: TestApi;
  let plain: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    offering = await startApi({ DEMO_VIDEO: 'true' });
    plain = await startApi({ MONGO_URI: offering.mongoUri, DEMO_VIDEO: 'false', JITSI_URL: `${JITSI}/` });
  });
  beforeEach(async () => (expert = await publishExpert(offering.url, { location: { kind: 'mock_zoom' } })));
  afterAll(async () => {
    await plain.app.close();
    await offering.close();
  });

  const asExpert = <T>(method: string, path: string, body?: unknown) =>
    plain.call<T>(method, path, { body, accessToken: expert.accessToken });

  it('opens the rooms of bookings on the server of JITSI_URL; a reschedule keeps the room', async () => {
    const jitsi = await expert.addEventType();
    const [start = '', later = '', third = ''] = await expert.starts(jitsi, plain.url);
    const booked = await expert.book(start, { eventType: jitsi, through: plain.url });
    expect(booked.status).toBe(201);
    const room = booked.body.meetingUrl ?? '';
    expect(room.startsWith(`${JITSI}/ExpertBook-`)).toBe(true);
    const moved = await asExpert<Booking>('POST', `/bookings/${booked.body.uid}/reschedule`, {
      start: later,
    });
    expect(moved).toMatchObject({ status: 201, body: { meetingUrl: room } });
    const elsewhere = await expert.book(third, { eventType: jitsi });
    expect(elsewhere.body.meetingUrl).toMatch(/^https:\/\/meet\.jit\.si\/ExpertBook-/);
  });

  describe('demo video kinds', () => {
    const refusal = {
      status: 422,
      code: 'validation_failed',
      errors: [{ field: 'location.kind', code: 'demo_only', message: expect.any(String) as string }],
    };

    it('are offered according to the setting, which the portal gets with the account', async () => {
      expect(expert.me.demoVideo).toBe(true);
      expect((await asExpert<Me>('GET', '/auth/me')).body.demoVideo).toBe(false);
    });

    it.each(DEMO_LOCATION_KINDS)(
      '%s is rejected for event types where they are not offered',
      async (kind) => {
        const settings = {
          slug: kind.replaceAll('_', '-'),
          title: 'Call',
          durations: [30],
          location: { kind },
        };
        expect(problemOf(await asExpert('POST', '/event-types', settings))).toMatchObject(refusal);
        const jitsi = await expert.addEventType();
        const path = `/event-types/${jitsi.id}`;
        expect(problemOf(await asExpert('PATCH', path, { location: { kind } }))).toMatchObject(refusal);
        expect((await asExpert<EventType>('GET', path)).body.location).toEqual({ kind: 'jitsi' });
      },
    );

    it('stay with the event types that have one, which can still be booked', async () => {
      const { id } = expert.eventType;
      const path = `/event-types/${id}`;
      const { id: _id, link: _link, ...settings } = (await asExpert<EventType>('GET', path)).body;
      const saved = await asExpert<EventType>('PATCH', path, { ...settings, title: 'Another title' });
      expect(saved).toMatchObject({
        status: 200,
        body: { title: 'Another title', location: { kind: 'mock_zoom' } },
      });
      const [start = '', later = ''] = await expert.starts(expert.eventType, plain.url);
      const booked = await expert.book(start, { through: plain.url });
      expect(booked).toMatchObject({ status: 201, body: { location: { kind: 'mock_zoom' } } });
      const moved = await asExpert<Booking>('POST', `/bookings/${booked.body.uid}/reschedule`, {
        start: later,
      });
      expect(moved).toMatchObject({ status: 201, body: { location: { kind: 'mock_zoom' } } });

      const change = (kind: LocationKind) => asExpert<EventType>('PATCH', path, { location: { kind } });
      expect(problemOf(await change('mock_google_meet'))).toMatchObject(refusal);
      expect(await change('jitsi')).toMatchObject({ status: 200, body: { location: { kind: 'jitsi' } } });
      expect(problemOf(await change('mock_zoom'))).toMatchObject(refusal);
    });
  });
});
