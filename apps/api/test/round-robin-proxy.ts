import type { IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const CHECK_EVERY_MS = 100;

/** A simple reverse proxy: a pool of open connections, used in turn, and a readiness check. It repeats nothing. */
export interface RoundRobinProxy {
  url: string;
  add(upstream: string): void;
  remove(upstream: string): void;
  /** Upstreams that were ready at the last check. */
  ready(): string[];
  /** Requests that an upstream left without a response. */
  readonly broken: string[];
  close(): Promise<void>;
}

export async function roundRobinProxy(): Promise<RoundRobinProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const upstreams = new Map<string, boolean>();
  const broken: string[] = [];
  let turn = 0;
  const ready = () => [...upstreams].filter(([, isReady]) => isReady).map(([url]) => url);
  const server = createServer((incoming, answer) => {
    const there = ready();
    const upstream = there[turn++ % Math.max(1, there.length)];
    if (upstream === undefined) answer.writeHead(502).end();
    else pass(incoming, answer, upstream, agent, (why) => broken.push(why));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const look = setInterval(() => {
    for (const url of upstreams.keys()) {
      fetch(`${url}/api/health/ready`, { headers: { Connection: 'close' } })
        .then(({ ok }) => ok)
        .catch(() => false)
        .then((isReady) => upstreams.has(url) && upstreams.set(url, isReady))
        .catch(() => undefined);
    }
  }, CHECK_EVERY_MS);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => upstreams.set(url, true),
    remove: (url) => upstreams.delete(url),
    ready,
    broken,
    close: async () => {
      clearInterval(look);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function pass(
  incoming: IncomingMessage,
  answer: ServerResponse,
  upstream: string,
  agent: Agent,
  onBroken: (why: string) => void,
): void {
  const { connection: _hop, ...headers } = incoming.headers;
  const options: RequestOptions = { method: incoming.method, headers, agent };
  const outgoing = request(`${upstream}${incoming.url ?? ''}`, options, (response) => {
    const { connection: _theirs, 'keep-alive': _time, ...rest } = response.headers;
    answer.writeHead(response.statusCode ?? 502, rest);
    response.pipe(answer);
    response.once('error', (error) => onBroken(`${incoming.method} broke off: ${error.message}`));
  });
  outgoing.once('error', (error) => {
    onBroken(`${incoming.method} ${incoming.url?.split('?')[0]}: ${error.message}`);
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  incoming.pipe(outgoing);
}
