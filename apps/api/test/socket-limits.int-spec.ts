import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { SOCKET_OPTIONS } from './watcher';

const PER_NETWORK = 10;
const MAX = 60;

/** The error of engine.io for a rejected client. */
interface Refusal {
  status: number;
  code: number;
  message: string;
}

describe('sockets of one network', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  const open: Socket[] = [];
  beforeAll(async () => {
    const limits = { SOCKETS_PER_NETWORK: String(PER_NETWORK), MAX_SOCKETS: String(MAX) };
    api = await startApi({ TRUST_PROXY: 'loopback', ...limits });
    expert = await publishExpert(api.url);
  });
  const closeAll = () => open.splice(0).forEach((socket) => socket.disconnect());
  afterEach(() => closeAll());
  afterAll(() => api.close());

  const connect = (address: string, namespace = '/availability') => {
    const socket = io(`${api.url}${namespace}`, {
      ...SOCKET_OPTIONS,
      reconnection: false,
      extraHeaders: { 'X-Forwarded-For': address },
    });
    open.push(socket);
    return new Promise<boolean>((resolve) => {
      socket.io.engine.once('open', () => resolve(true));
      socket.io.once('error', () => resolve(false));
    });
  };
  const openOf = async (count: number, address: (i: number) => string, namespace?: string) => {
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_, i) => connect(address(i), namespace)),
    );
    return outcomes.filter(Boolean).length;
  };
  const POLLING = '/socket.io/?EIO=4&transport=polling';
  /** A handshake by long polling: the id of the connection, or the error. */
  const handshake = async (address: string): Promise<string | Refusal> => {
    const response = await fetch(`${api.url}${POLLING}`, { headers: { 'X-Forwarded-For': address } });
    const text = await response.text();
    if (response.ok) return (JSON.parse(text.slice(1)) as { sid: string }).sid;
    return { status: response.status, ...(JSON.parse(text) as { code: number; message: string }) };
  };
  /** With the packet that closes a connection (Engine.IO protocol 4). */
  const hangUp = (sid: string) => fetch(`${api.url}${POLLING}&sid=${sid}`, { method: 'POST', body: '1' });

  it('are limited, without affecting other networks', async () => {
    expect(await openOf(40, () => '192.0.2.1')).toBe(PER_NETWORK);
    expect(await openOf(3, () => '192.0.3.1')).toBe(3);
    expect(await handshake('192.0.2.1')).toEqual({ status: 403, code: 4, message: 'too_many_sockets' });
  });

  it('are those of an IPv6 /64, however many addresses it has', async () => {
    expect(await openOf(30, (i) => `2001:db8:1:1::${i}`)).toBe(PER_NETWORK);
    expect(await connect('2001:db8:2:1::1')).toBe(true);
  });

  it('are at most four times as many in a /48 or /24', async () => {
    expect(await openOf(50, (i) => `2001:db8:3:${i}::1`)).toBe(4 * PER_NETWORK);
    closeAll();
    await until('they are closed', () => connect('2001:db8:3:99::1'));
    closeAll();
    expect(await openOf(50, (i) => `198.51.100.${i}`)).toBe(4 * PER_NETWORK);
  });

  it('have a total limit', async () => {
    expect(await openOf(MAX + 20, (i) => `10.${i}.0.1`)).toBeLessThanOrEqual(MAX);
    expect(await handshake('10.200.0.1')).toMatchObject({ message: 'too_many_sockets' });
  });

  it('count before they join a namespace, and are free again when they close', async () => {
    const address = '203.0.113.5';
    for (let round = 0; round < 3; round++) {
      const sids: string[] = [];
      await until('all places of the network are taken', async () => {
        const opened = await handshake(address);
        if (typeof opened === 'string') sids.push(opened);
        return sids.length === PER_NETWORK;
      });
      expect(await connect(address)).toBe(false);
      await Promise.all(sids.map(hangUp));
      await until('one is free', () => connect(address));
      closeAll();
    }
  });

  it("are counted by the address of the connection, unless that is a trusted proxy's", async () => {
    const direct = await startApi({ SOCKETS_PER_NETWORK: '3' });
    const outcomes = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        fetch(`${direct.url}/socket.io/?EIO=4&transport=polling`, {
          headers: { 'X-Forwarded-For': `192.0.2.${i}` },
        }).then(({ status }) => status),
      ),
    );
    expect(outcomes.filter((status) => status === 200)).toHaveLength(3);
    await direct.close();
  });

  it('do not affect other requests to the API', async () => {
    await openOf(100, (i) => `2001:db8:9:${i}::1`);
    expect((await expert.starts()).length).toBeGreaterThan(0);
  });
});
