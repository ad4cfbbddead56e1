import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';

/** A gateway in front of the API that loses responses on purpose. */
export interface LossyProxy {
  /** `http://localhost:<port>` */
  url: string;
  /** Status codes and paths of responses that no page received. */
  lost: string[];
  /** From now on the next `count` responses to POSTs of this path become a 502, after the API has done the work. */
  lose(path: RegExp, count: number): void;
  close(): Promise<void>;
}

/** @param target the API's address */
export async function lossyProxy(target: string): Promise<LossyProxy> {
  const { hostname, port } = new URL(target);
  const lost: string[] = [];
  let losing = { path: /$^/, left: 0 };
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url: path, headers } = incoming;
    const forwarded = request({ hostname, port, method, path, headers }, (answer) => {
      if (method !== 'POST' || losing.left === 0 || !losing.path.test(path ?? '')) {
        outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
        answer.pipe(outgoing);
        return;
      }
      losing.left -= 1;
      lost.push(`${answer.statusCode} ${path}`);
      answer.resume().once('end', () => {
        outgoing.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
      });
    });
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  };
  const server = createServer(pass).listen(0, 'localhost');
  server.on('upgrade', ({ method, url, rawHeaders }: IncomingMessage, socket, head) => {
    const upstream = connect(Number(port), hostname);
    const lines = rawHeaders.map((text, i) => (i % 2 ? `${text}\r\n` : `${text}: `)).join('');
    upstream.write(`${method} ${url} HTTP/1.1\r\n${lines}\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
    upstream.once('error', () => socket.destroy());
    socket.once('error', () => upstream.destroy());
  });
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    lost,
    lose: (path, count) => (losing = { path, left: count }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
