import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type {
  Connection,
  CreatedBooking,
  EventType,
  Schedule,
  Session,
  SlotsResponse,
} from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import { FEED_SETTINGS, startFeed } from './feed-server';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';

interface Operation {
  operationId: string;
  tags: string[];
  requestBody?: { content: Record<string, { example?: Record<string, unknown> }> };
}
interface Document {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const run = promisify(execFile);
const EVERY_DAY = Array.from({ length: 7 }, () => [{ start: '00:00', end: '24:00' }]);

describe('the introduction at /api/docs', () => {
  let api: TestApi;
  let document: Document;
  let operations: { method: string; path: string; operation: Operation }[];
  beforeEach(async () => {
    api = await startApi(FEED_SETTINGS);
    document = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: path.replace('/api/v1', ''),
        operation,
      })),
    );
  });
  afterEach(() => api.close());

  const exampleOf = ({ requestBody }: Operation) => requestBody?.content['application/json']?.example;

  it('is a quick start of ten lines that books a time, on any installation', async () => {
    const [, script = ''] = /```sh\n([\s\S]+?)\n```/.exec(document.info.description) ?? [];
    expect(document.info.description.indexOf(script)).toBeLessThan(400);
    expect(script.split('\n')).toHaveLength(10);
    // The test's API does not serve at the address in it.
    const lines = script.replace(/(?<=^API=)http:\S+(?=\/api\/v1)/, api.url);
    const { stdout, stderr } = await run('sh', ['-eu', '-c', lines]);
    expect(stderr).toBe('');
    const bookings = await api.connection.collection('bookings').find().toArray();
    expect(bookings).toMatchObject([{ status: 'confirmed', attendees: [{ name: 'Grace Hopper' }] }]);
    const shown = stdout.slice(stdout.lastIndexOf('{"uid"'));
    const uid = (bookings[0]?.['attendees'] as { uid: string }[])[0]?.uid;
    expect(JSON.parse(shown)).toMatchObject({ uid, status: 'confirmed' });
  });

  it('has the areas in the order of use, each described, health last, and every operation in one of them', () => {
    const names = document.tags.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['auth', 'experts']);
    expect(names.at(-1)).toBe('health');
    expect(document.tags.filter(({ description }) => description.length < 30)).toEqual([]);
    const used = new Set(operations.flatMap(({ operation }) => operation.tags));
    expect([...used].sort()).toEqual([...names].sort());
  });

  it('shows a body of each operation that has one', () => {
    const bare = operations.filter(
      ({ operation }) =>
        operation.requestBody?.content['application/json'] !== undefined &&
        exampleOf(operation) === undefined,
    );
    // A new route gets an example in api-docs/request-examples.ts, and a line in the test below.
    expect(bare.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  it('shows bodies that work unchanged, except for ids, secrets and free times', async () => {
    const sent = new Set<string>();
    let accessToken = '';
    const send = async <T>(
      operationId: string,
      status: number,
      { at = {}, own = {} }: { at?: Record<string, string>; own?: Record<string, unknown> } = {},
    ): Promise<T> => {
      const found = operations.find(({ operation }) => operation.operationId === operationId);
      const example = found && exampleOf(found.operation);
      if (!found || !example) throw new Error(`${operationId} has no example`);
      sent.add(operationId);
      const path = found.path.replaceAll(/{(\w+)}/g, (_, name: string) => at[name] ?? '');
      const answer: Answer<T> = await api.call(found.method, path, {
        body: { ...example, ...own },
        accessToken,
      });
      expect({ operationId, status: answer.status, body: answer.body }).toEqual({
        operationId,
        status,
        body: answer.body,
      });
      return answer.body;
    };

    ({ accessToken } = await send<Session>('Auth_register', 201));
    await send('Auth_login', 200);
    await send('Reauthentication_reauthenticate', 204);
    await send('Experts_become', 201);
    await send('Experts_update', 200);
    const schedule = await send<Schedule>('Schedules_create', 201);
    await send('Schedules_update', 200, { at: { id: schedule.id } });
    const type = await send<EventType>('EventTypes_create', 201);
    await send('EventTypes_order', 200, { own: { ids: [type.id] } });
    await send('EventTypes_update', 200, { at: { id: type.id } });
    await send('BookingLinks_create', 201, { at: { id: type.id } });
    await send('Messages_put', 200, { at: { id: type.id } });
    await send('DailyAgenda_put', 200);
    // Its token is in a mail.
    await send('ReminderStops_set', 404);

    const [standard] = (await api.call<Schedule[]>('GET', '/schedules', { accessToken })).body;
    await api.call('PATCH', `/schedules/${standard?.id}`, { accessToken, body: { weekly: EVERY_DAY } });
    const from = addDays(new Date().toISOString().slice(0, 10), 2);
    const query = new URLSearchParams({ start: from, end: from, timeZone: 'Europe/Berlin' });
    const slots = await api.call<SlotsResponse>(
      'GET',
      `/experts/ada/event-types/intro-call/slots?${String(query)}`,
    );
    const starts = Object.values(slots.body.slots)
      .flat()
      .map(({ start }) => start);
    const [first, second, third, fourth] = [0, 4, 8, 12].map((index) => starts[index] ?? '');
    const eventTypeId = type.id;
    await send('Holds_create', 201, { own: { eventTypeId, start: first } });
    await send('EmailCodes_send', 202, { own: { eventTypeId } });
    const booked = await send<CreatedBooking>('Bookings_create', 201, {
      own: { eventTypeId, start: second },
    });
    const moved = await send<CreatedBooking>('Bookings_reschedule', 201, {
      at: { uid: booked.uid },
      own: { start: third },
    });
    await send('Bookings_cancel', 200, { at: { uid: moved.uid } });
    await api.call('PATCH', `/event-types/${type.id}`, { accessToken, body: { requiresConfirmation: true } });
    const asked = await send<CreatedBooking>('Bookings_create', 201, { own: { eventTypeId, start: second } });
    // Its token is in a mail.
    await send('Requests_decline', 404, { at: { uid: asked.uid } });
    await send('Bookings_decline', 200, { at: { uid: asked.uid } });
    await send('Blocks_create', 201, { own: { start: third, end: fourth } });
    await send('Bookings_cancelDay', 200, { own: { date: from } });

    const feed = await startFeed();
    const connected = await send<Connection>('Connections_connectIcs', 201, {
      own: { address: feed.address },
    });
    const { id, calendars } = connected;
    await send('Connections_update', 200, { at: { id } });
    await send('Connections_updateCalendar', 200, { at: { id, calendarId: calendars[0]?.id ?? '' } });
    await feed.close();
    // Private addresses are refused without a lookup.
    await send('Connections_connectCalDav', 422, { own: { address: 'http://10.0.0.1/' } });

    await send('Feeds_create', 201);

    await send('Invitations_create', 201);
    await send('Requests_decline', 404, { at: { uid: asked.uid } });
    await send('Registration_show', 410);
    await send('Password_forgot', 202);
    await send('Password_reset', 410);
    await send('EmailVerification_verify', 410);
    await send('EmailVerification_decline', 410);
    await send('EmailChange_stop', 410);
    await send('EmailChange_request', 202);
    await send('Password_change', 204);
    const { newPassword } = exampleOf(
      operations.find(({ operation }) => operation.operationId === 'Password_change')?.operation as Operation,
    ) as { newPassword: string };
    await send('Account_delete', 204, { own: { password: newPassword } });

    const shown = operations.filter(({ operation }) => exampleOf(operation) !== undefined);
    expect(shown.map(({ operation }) => operation.operationId).filter((one) => !sent.has(one))).toEqual([]);
  });
});
