import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What happens to a request instead of being passed on; `unanswered`: it is passed on, and its response is kept back. */
export type Fault =
  { status: number; headers?: Record<string, string>; body?: string } | 'cut' | 'unanswered';

/** Stands before a CalDAV server: counts requests and injects faults. */
export interface DavProxy {
  address: string;
  /** `PUT /ada/work/x.ics`, in the order in which they were passed on. */
  readonly passed: readonly string[];
  /** Chooses the fault of each request; null = it is passed on. */
  inject(choose: (method: string, path: string) => Fault | null): void;
  close(): Promise<void>;
}

/** @param target address of the server behind it, as it is at each request */
export async function startDavProxy(target: () => string): Promise<DavProxy> {
  const passed: string[] = [];
  let choose: (method: string, path: string) => Fault | null = () => null;
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    const fault = choose(method, url);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault && fault !== 'unanswered') {
      return void response.writeHead(fault.status, fault.headers).end(fault.body);
    }
    passed.push(`${method} ${url}`);
    pass(request, target()).then(
      async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        if (fault === 'unanswered') return;
        const kept = ['etag', 'content-type', 'dav'].flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value] as const];
        });
        response.writeHead(answer.status, Object.fromEntries(kept)).end(body);
      },
      () => request.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    passed,
    inject: (next) => (choose = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

async function pass(request: IncomingMessage, target: string): Promise<Response> {
  const headers = Object.entries(request.headers).filter(([name]) => !HOP.includes(name)) as [
    string,
    string,
  ][];
  const body = await buffer(request);
  const { method = 'GET', url = '/' } = request;
  return fetch(new URL(url, target), {
    method,
    headers,
    redirect: 'manual',
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
}
