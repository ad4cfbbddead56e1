import type {
  AvailabilityClientEvents,
  AvailabilityServerEvents,
  CreatedBooking,
  WatchReply,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { SOCKET_OPTIONS } from './watcher';

/** A client's open page of one booking. */
interface OpenPage {
  reply: WatchReply;
  /** Pushes so far. */
  heard: () => number;
  close: () => void;
}

describe('the page of a booking gets pushes and', () => {
  let apis: TestApi[];
  let expert: PublishedExpert;
  let starts: string[];

  beforeAll(async () => {
    const first = await startApi();
    // Clients watch through one process what experts change through another.
    apis = [first, await startApi({ MONGO_URI: first.mongoUri })];
  });
  afterAll(async () => {
    await apis[1]?.app.close();
    await apis[0]?.close();
  });
  beforeEach(async () => {
    expert = await publishExpert(apis[0]?.url ?? '', { requiresConfirmation: true });
    starts = await expert.starts();
  });

  async function open(uid: string, token: unknown): Promise<OpenPage> {
    const socket: Socket<AvailabilityServerEvents, AvailabilityClientEvents> = io(
      `${apis[1]?.url}${AVAILABILITY_NAMESPACE}`,
      SOCKET_OPTIONS,
    );
    let heard = 0;
    socket.on('booking.changed', () => heard++);
    const reply = await socket.emitWithAck('watchBooking', { uid, token: token as string });
    return { reply, heard: () => heard, close: () => socket.disconnect() };
  }
  const book = async (i: number): Promise<CreatedBooking> => (await expert.book(starts[i] ?? '')).body;

  it.each([
    ['its confirmation', 'confirm', {}],
    ['its end', 'decline', {}],
    ['a new time', 'reschedule', null],
  ])('gets %s at once', async (_what, move, body) => {
    const booked = await book(0);
    const page = await open(booked.uid, booked.manageToken);
    expect(page.reply).toMatchObject({ ok: true });
    const answer = await expert.asExpert(
      'POST',
      `/bookings/${booked.uid}/${move}`,
      body ?? { start: starts[9] },
    );
    expect(answer.status).toBeLessThan(300);
    const answeredAt = Date.now();
    await until('the push', () => page.heard() > 0);
    expect(Date.now() - answeredAt).toBeLessThan(2000);
    page.close();
  });

  it('gets nothing about other bookings', async () => {
    const booked = await book(0);
    const page = await open(booked.uid, booked.manageToken);
    const other = await book(4);
    await expert.asExpert('POST', `/bookings/${other.uid}/confirm`, {});
    await expert.asExpert('POST', `/bookings/${booked.uid}/confirm`, {});
    await until('its own push', () => page.heard() > 0);
    expect(page.heard()).toBe(1);
    page.close();
  });

  it("needs the booking's own token", async () => {
    const booked = await book(0);
    const other = await book(2);
    for (const token of [other.manageToken, 'nonsense']) {
      const page = await open(booked.uid, token);
      expect(page.reply).toEqual({ ok: false, code: 'not_found' });
      page.close();
    }
    for (const token of ['', null, 7, { $ne: '' }]) {
      const page = await open(booked.uid, token);
      expect(page.reply).toEqual({ ok: false, code: 'malformed_request' });
      page.close();
    }
    const unknown = await open('unknown', booked.manageToken);
    expect(unknown.reply).toEqual({ ok: false, code: 'not_found' });
    unknown.close();
  });
});
