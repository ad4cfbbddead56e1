import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';

interface Place {
  port: number;
  /** Loopback address. */
  address: string;
}

/** Real servers on loopback, closed with their connections by {@link Servers.close}. */
export class Servers {
  private readonly open: Server[] = [];
  private readonly sockets = new Set<Socket>();
  /** Connections to any of them so far. */
  connections = 0;

  /** @returns the port */
  http(listener: RequestListener, at?: Partial<Place>): Promise<number> {
    return this.listen(createHttpServer(listener), at);
  }

  /** A server with any behaviour. @returns the port */
  raw(listener: (socket: Socket) => void): Promise<number> {
    return this.listen(createServer(listener));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.open.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  private async listen(
    server: Server,
    { port = 0, address = '127.0.0.1' }: Partial<Place> = {},
  ): Promise<number> {
    this.open.push(server);
    server.on('connection', (socket: Socket) => {
      this.connections++;
      this.sockets.add(socket.on('error', () => undefined));
    });
    await new Promise<void>((resolve) => server.listen(port, address, resolve));
    return (server.address() as AddressInfo).port;
  }
}

/** The parts of a request that a test compares. */
export function received({ method, url, headers }: IncomingMessage) {
  return { method, url, headers };
}
