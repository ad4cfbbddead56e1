import type { CreatedBooking, EventType } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { Operation } from './openapi-sample';
import { operations, sampleOf } from './openapi-sample';
import { newUser } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

/** Texts of the attacked expert and their client, which no other identity may get. */
const SECRETS = {
  notes: 'secret-notes-7f3a',
  privateTitle: 'secret-title-7f3a',
  address: '1 secret-street-7f3a',
  reason: 'secret-reason-7f3a',
  clientName: 'Secretname Clientfeld',
};

/** Collections in which the attacked expert has documents. */
const OWNED = [
  'invitations',
  'users',
  'experts',
  'schedules',
  'event_types',
  'bookings',
  'booking_links',
  'sessions',
];

interface Identity {
  name: string;
  headers: Readonly<Record<string, string>>;
  /** Status for a route that needs a signed-in user; null = allowed. */
  asUser: 401 | null;
  /** Status for a route that needs an expert. */
  asExpert: 401 | 403 | null;
}

describe('every route for every identity without access to it', () => {
  let api: TestApi;
  let owner: PublishedExpert;
  let identities: Identity[];
  let ids: Record<string, string>;
  let privateType: EventType;
  let booking: CreatedBooking;
  let expertId: string;

  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const manage = (token: string) => ({ 'X-Manage-Token': token });

  beforeAll(async () => {
    api = await startApi();
    owner = await publishExpert(api.url);
    privateType = await owner.addEventType({
      private: true,
      title: SECRETS.privateTitle,
      location: { kind: 'in_person', value: SECRETS.address },
    });
    const starts = await owner.starts();
    const mine = await owner.book(starts[0] ?? '', {
      name: SECRETS.clientName,
      with: { notes: SECRETS.notes },
    });
    booking = mine.body;
    const cancelled = await owner.book(starts[2] ?? '');
    await owner.asExpert('POST', `/bookings/${cancelled.body.uid}/cancel`, { reason: SECRETS.reason });
    const another = await owner.book(starts[4] ?? '');
    const link = await owner.asExpert<{ id: string }>('POST', `/event-types/${privateType.id}/links`, {
      kind: 'private',
      note: 'For a friend',
    });
    const block = await owner.asExpert<{ id: string }>('POST', '/blocks', {
      start: starts[10],
      end: starts[11],
    });
    const invitation = await owner.asExpert<{ id: string }>('POST', '/invitations', {});
    const schedules = await owner.asExpert<{ id: string }[]>('GET', '/schedules');
    const sessions = await owner.asExpert<{ id: string }[]>('GET', '/auth/sessions');
    const scheduleId = schedules.body[0]?.id ?? '';
    ids = {
      '/schedules': scheduleId,
      '/event-types': privateType.id,
      '/blocks': block.body.id,
      '/invitations': invitation.body.id,
      '/auth/sessions': sessions.body[0]?.id ?? '',
      linkId: link.body.id,
      uid: booking.uid,
      handle: owner.handle,
      slug: privateType.slug,
      // The holder of this secret may use it; an attacker has an unknown one.
      token: 'A'.repeat(43),
      schedule: scheduleId,
    };

    const record = await api.connection.collection('experts').findOne({ handle: owner.handle });
    expertId = String(record?._id);

    const foreign = await publishExpert(api.url);
    const foreignStart = (await foreign.starts())[0] ?? '';
    const elsewhere = await foreign.book(foreignStart);
    const signedOut = await newUser(api);
    await api.call('POST', '/auth/logout', { accessToken: signedOut.accessToken });
    const member = await newUser(api);
    const [header, payload] = owner.accessToken.split('.');
    identities = [
      { name: 'nobody', headers: {}, asUser: 401, asExpert: 401 },
      { name: 'a text that is no token', headers: bearer('nonsense'), asUser: 401, asExpert: 401 },
      {
        name: 'the owner’s token with another signature',
        headers: bearer(`${header}.${payload}.${'A'.repeat(43)}`),
        asUser: 401,
        asExpert: 401,
      },
      { name: 'somebody signed out', headers: bearer(signedOut.accessToken), asUser: 401, asExpert: 401 },
      { name: 'a member', headers: bearer(member.accessToken), asUser: null, asExpert: 403 },
      { name: 'another expert', headers: bearer(foreign.accessToken), asUser: null, asExpert: null },
      {
        name: 'a client of another expert',
        headers: manage(elsewhere.body.manageToken),
        asUser: 401,
        asExpert: 401,
      },
      {
        name: 'another client of the expert',
        headers: manage(another.body.manageToken),
        asUser: 401,
        asExpert: 401,
      },
    ];
  });
  afterAll(() => api.close());

  const all = operations().filter(({ path }) => path.startsWith('/api/v1'));
  // These change the identity, so they come last.
  const LAST = ['POST /api/v1/experts', 'POST /api/v1/auth/logout'];
  const placeOf = ({ method, path }: Operation) => LAST.indexOf(`${method} ${path}`);
  const ordered = [...all].sort((a, b) => placeOf(a) - placeOf(b));

  it('covers every operation', () => expect(all.length).toBeGreaterThan(50));

  it.each(ordered.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s changes nothing and leaks nothing',
    async (_name, operation) => {
      for (const identity of identities) {
        const before = await owned();
        const answer = await send(operation, identity.headers);
        const seen = { identity: identity.name, status: answer.status, body: answer.body };
        expect(Object.values(SECRETS).filter((secret) => answer.body.includes(secret))).toEqual([]);
        expect({ ...seen, isError: answer.status >= 500 }).toEqual({ ...seen, isError: false });
        expect({ ...seen, owned: await owned() }).toEqual({ ...seen, owned: before });
        const expected = expectedOf(operation, identity);
        if (expected) expect(seen).toEqual({ ...seen, status: expected });
      }
    },
  );

  it('shows its owner what it hides from all others, so that a leak or a change would be detected', async () => {
    const shown = new Set<string>();
    for (const path of ['/bookings', `/bookings/${booking.uid}`, '/event-types', '/auth/export']) {
      const answer = await owner.asExpert('GET', path);
      const text = JSON.stringify(answer.body);
      for (const [name, secret] of Object.entries(SECRETS)) if (text.includes(secret)) shown.add(name);
    }
    expect([...shown].sort()).toEqual(Object.keys(SECRETS).sort());
    const before = await owned();
    await owner.asExpert('PATCH', `/event-types/${privateType.id}`, { description: 'Changed' });
    expect(await owned()).not.toBe(before);
  });

  /** 401 and 403 come before anything else is checked; ids of others look like unknown ones. */
  function expectedOf({ security, path, codes }: Operation, identity: Identity): number | null {
    const isForUsers = security.length > 0 && security.every((scheme) => scheme === 'accessToken');
    if (!isForUsers) return null;
    if (identity.asUser) return identity.asUser;
    if (codes.includes('not_expert') && identity.asExpert) return identity.asExpert;
    // Of the installation, which belongs to the first account.
    if (codes.includes('forbidden')) return 403;
    return /\{(id|uid|linkId)\}/.test(path) && !path.includes('slots') ? 404 : null;
  }

  async function send(
    { method, path, parameters, body }: Operation,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: string }> {
    const bare = path.replace('/api/v1', '');
    const address = bare.replace(/\{(\w+)\}/g, (_, name: string) => {
      const prefix = Object.keys(ids).find((one) => one.startsWith('/') && bare.startsWith(`${one}/`));
      return (name === 'id' && prefix ? ids[prefix] : ids[name]) ?? 'unknown';
    });
    const query = new URLSearchParams(
      parameters.flatMap((one): [string, string][] => {
        if (one.in !== 'query') return [];
        if (one.name === 'booking') return [[one.name, booking.uid]];
        if (!one.required) return [];
        return [[one.name, queryValue(one.name)]];
      }),
    );
    const payload = body && sampleOf(body, named());
    const response = await fetch(`${api.url}/api/v1${address}?${query}`, {
      method,
      headers: { ...headers, ...(payload !== undefined && { 'Content-Type': 'application/json' }) },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
    });
    return { status: response.status, body: await response.text() };
  }

  /** The resources in bodies are the owner's: private, so that others cannot book them either. */
  const named = () => ({
    eventTypeId: privateType.id,
    scheduleId: ids['schedule'],
    ids: [privateType.id, owner.eventType.id],
    password: 'not-the-password-of-anybody',
    currentPassword: 'not-the-password-of-anybody',
    email: `somebody-${String(Math.floor(performance.now() * 1000))}@example.com`,
    handle: `taken-${String(Math.floor(performance.now() * 1000))}`,
    slug: `type-${String(Math.floor(performance.now() * 1000))}`,
  });

  function queryValue(name: string): string {
    if (name === 'timeZone') return 'UTC';
    return booking.start.slice(0, 10);
  }

  /** A hash of all the owner's data, in all collections. */
  async function owned(): Promise<string> {
    const userId = owner.me.id;
    const hash = createHash('sha256');
    for (const name of OWNED) {
      const documents = await api.connection
        .collection(name)
        .find({}, { sort: { _id: 1 } })
        .toArray();
      for (const document of documents) {
        const text = JSON.stringify(document);
        if (text.includes(userId) || text.includes(expertId)) hash.update(text);
      }
    }
    return hash.digest('hex');
  }
});
