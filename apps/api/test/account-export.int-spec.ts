import type { TestApi } from './harness';
import { startApi } from './harness';
import { book, openExpert } from './open-expert';
import { newUser } from './people';

describe('the export of an account', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  it('contains everything that is stored, and no secrets', async () => {
    const { ada, type, start } = await openExpert(api);
    const path = `/event-types/${type.id}/links`;
    const link = await ada.call<{ id: string; url: string }>('POST', path, {
      kind: 'one_off',
      note: 'For her',
    });
    const secret = new URL(link.body.url).hash.replace('#link=', '');
    await ada.call('POST', path, { kind: 'private' });
    const headers = { 'X-Link-Token': secret };
    const booked = [await book(api, type, start(1), { headers }), await book(api, type, start(2))];
    const response = await fetch(`${api.url}/api/v1/auth/export`, {
      headers: { Authorization: `Bearer ${ada.accessToken}` },
    });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="expertbook.json"');
    const text = await response.text();
    const { email } = ada.session.user;
    expect(JSON.parse(text)).toMatchObject({
      account: { email, expert: { handle: ada.profile.handle } },
      sessions: [{ userAgent: 'node' }],
      photo: null,
      schedules: [{ name: 'Working hours' }],
      connections: [],
      eventTypes: [{ slug: 'intro', description: 'Private words' }],
      bookingLinks: [
        {
          id: link.body.id,
          eventTypeId: type.id,
          kind: 'one_off',
          note: 'For her',
          usedAt: expect.any(String),
          usedBy: { uid: booked[0]?.body.uid, name: 'Grace Hopper' },
        },
        { eventTypeId: type.id, kind: 'private', usedAt: null, usedBy: null },
      ],
      bookings: [{ attendee: { email: 'grace@example.com' }, notes: 'Hello' }, { status: 'confirmed' }],
    });
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/argon2|passwordHash|tokenHash|manageToken/i);
    for (const { body } of booked) expect(text).not.toContain(body.manageToken);
    const plain = await newUser(api);
    expect(await plain.call('GET', '/auth/export')).toMatchObject({
      status: 200,
      body: { account: { email: plain.session.user.email, expert: null }, bookings: [] },
    });
    expect((await api.call('GET', '/auth/export')).status).toBe(401);
  });
});
