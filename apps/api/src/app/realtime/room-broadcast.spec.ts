import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Namespace } from 'socket.io';
import { Server } from 'socket.io';
import { RoomBroadcast } from './room-broadcast';

/** Events of this test, independent of the gateways. */
interface Events {
  changed: (payload: { number: number | bigint }) => void;
}

const SLICE = 250;
const MAX_UNREAD = 200;

/** A client without a network connection: namespace, rooms and encoding are socket.io's own. */
class Client {
  /** Numbers in the order in which they arrived. */
  readonly received: number[] = [];
  closed = 0;
  readonly conn = { writeBuffer: [] as unknown[], close: () => this.closed++ };
  readonly client = {
    writeToEngine: (packets: readonly unknown[]) => {
      this.conn.writeBuffer.push(...packets.slice(0, this.reads ? 0 : undefined));
      this.received.push(Number(/"number":(\d+)/.exec(String(packets[0]))?.[1]));
    },
  };

  constructor(
    readonly id: string,
    private readonly reads: boolean,
  ) {}
}

describe('a broadcast to a room', () => {
  let namespace: Namespace;
  let broadcast: RoomBroadcast<Events>;
  beforeEach(() => {
    namespace = new Server().of('/test');
    broadcast = new RoomBroadcast(namespace);
  });

  const join = (room: string, count: number, reads = true): Client[] =>
    Array.from({ length: count }, (_, i) => {
      const client = new Client(`${room}-${reads ? 'reads' : 'sleeps'}-${i}`, reads);
      (namespace.sockets as Map<string, unknown>).set(client.id, client);
      // As socket.io does: each socket is also in a room of its own.
      void namespace.adapter.addAll(client.id, new Set([client.id, room]));
      return client;
    });
  const reached = (clients: readonly Client[]) =>
    clients.filter(({ received }) => received.length > 0).length;
  const emit = (room: string, number: number | bigint) => broadcast.emit(room, 'changed', { number });
  /** Waits until all have received this many, and counts the event loop turns. */
  const turnsUntil = async (clients: readonly Client[], events: number): Promise<number> => {
    for (let turns = 0; turns < 1000; turns++) {
      if (clients.every(({ received }) => received.length >= events)) return turns;
      await nextTurn();
    }
    throw new Error(`Not all have received ${events} events.`);
  };

  it('arrives in the same turn in a small room, and only there', () => {
    const here = join('here', 3);
    const there = join('there', 3);
    emit('here', 1);
    emit('nowhere', 2);
    expect(here.map(({ received }) => received)).toEqual([[1], [1], [1]]);
    expect(reached(there)).toBe(0);
  });

  it(`reaches ${SLICE} sockets per turn, so that other work runs in between`, async () => {
    const crowd = join('crowd', 2 * SLICE + 100);
    const reachedBy: number[] = [];
    emit('crowd', 1);
    reachedBy.push(reached(crowd));
    for (let turn = 0; turn < 3; turn++) {
      await nextTurn();
      reachedBy.push(reached(crowd));
    }
    expect(reachedBy).toEqual([SLICE, 2 * SLICE, crowd.length, crowd.length]);
    expect(crowd.every(({ received }) => received.length === 1)).toBe(true);
  });

  it('arrives at each client in the order of the calls', async () => {
    const crowd = join('crowd', 2 * SLICE + 1);
    const numbers = [1, 2, 3, 4];
    for (const number of numbers) emit('crowd', number);
    // The second one waits for all of the first.
    expect(crowd.filter(({ received }) => received.includes(2))).toEqual([]);
    await turnsUntil(crowd, numbers.length);
    expect(crowd.filter(({ received }) => String(received) !== String(numbers))).toEqual([]);
    // When the room is idle again, the next one is sent at once.
    await nextTurn();
    emit('crowd', 5);
    expect(reached(crowd.filter(({ received }) => received.includes(5)))).toBe(SLICE);
  });

  it('does not wait for a large room', async () => {
    const crowd = join('crowd', 4 * SLICE);
    const pair = join('pair', 2);
    emit('crowd', 1);
    emit('crowd', 2);
    emit('pair', 3);
    expect(pair.map(({ received }) => received)).toEqual([[3], [3]]);
    await turnsUntil(crowd, 2);
  });

  it('skips clients that have left in the meantime', async () => {
    const crowd = join('crowd', SLICE + 2);
    const [last] = crowd.slice(-1);
    emit('crowd', 1);
    namespace.adapter.delAll(last?.id ?? '');
    namespace.sockets.delete(last?.id ?? '');
    await turnsUntil(crowd.slice(0, -1), 1);
    expect(last?.received).toEqual([]);
  });

  it(`drops clients with more than ${MAX_UNREAD} unread packets, and no others`, async () => {
    const awake = join('room', 2);
    const asleep = join('room', 2, false);
    for (let number = 0; number <= MAX_UNREAD; number++) {
      emit('room', number);
      await turnsUntil([...awake, ...asleep], number + 1);
      await nextTurn();
    }
    expect(asleep.map(({ conn }) => conn.writeBuffer.length)).toEqual([MAX_UNREAD + 1, MAX_UNREAD + 1]);
    expect([...awake, ...asleep].map(({ closed }) => closed)).toEqual([0, 0, 0, 0]);
    emit('room', MAX_UNREAD + 1);
    expect(awake.map(({ closed }) => closed)).toEqual([0, 0]);
    expect(asleep.map(({ closed }) => closed)).toEqual([1, 1]);
    expect(awake.map(({ received }) => received.length)).toEqual([MAX_UNREAD + 2, MAX_UNREAD + 2]);
  });

  it('that fails does not prevent the next one', async () => {
    const room = join('room', 2);
    // JSON cannot encode this value.
    expect(() => emit('room', 1n)).not.toThrow();
    emit('room', 2);
    await turnsUntil(room, 1);
    expect(room.map(({ received }) => received)).toEqual([[2], [2]]);
  });

  it('to all reaches every client in any room, and closes none', async () => {
    const all = [...join('one', SLICE), ...join('two', 2)];
    broadcast.emitToAll('changed', { number: 7 });
    await turnsUntil(all, 1);
    expect(all.every(({ received }) => received.length === 1 && received[0] === 7)).toBe(true);
    expect(all.some(({ closed }) => closed > 0)).toBe(false);
  });
});
