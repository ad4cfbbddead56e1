import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { EventEmitter } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import type { Environment } from '../config/environment';
import { clientAddressReader } from '../network/client-address';
import type { Drain } from '../health/drain';
import { SocketLimit } from './socket-limit';

const LARGEST_MESSAGE_BYTES = 4 * 1024;
/** A connection that has not joined a namespace after this time is closed. */
const JOIN_WITHIN_MS = 10_000;
const LET_GO_EVERY_MS = 50;
/** Requests still running at this time after the stop signal are aborted. */
const RESPONSE_DEADLINE_MS = 8000;

/**
 * Socket.IO on the API's port: small messages, no client bundle, browsers only from this installation's pages,
 * limited in number.
 */
export class SocketAdapter extends IoAdapter {
  private isLeaving = false;
  private readonly limit: SocketLimit;
  private readonly publicUrl: string;

  constructor(
    app: INestApplicationContext,
    { publicUrl, trustProxy, socketsPerNetwork, maxSockets }: Environment,
    private readonly drain: Drain,
  ) {
    super(app);
    this.publicUrl = publicUrl;
    this.limit = new SocketLimit(clientAddressReader(trustProxy), {
      perNetwork: socketsPerNetwork,
      total: maxSockets,
    });
  }

  /** Sockets and handshakes in progress. */
  get open(): number {
    return this.limit.open;
  }

  override createIOServer(port: number, options?: ServerOptions): unknown {
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
      perMessageDeflate: false,
      httpCompression: false,
      connectTimeout: JOIN_WITHIN_MS,
      allowRequest: (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
        decide(...this.verdictOn(request)),
    } as ServerOptions) as Server;
    const engine = server.engine as EventEmitter;
    engine.on('connection', (socket: EventEmitter & { request: IncomingMessage }) => {
      const release = this.limit.opened(socket.request);
      if (release) socket.once('close', release);
    });
    // Sockets close while other processes still serve: pages reconnect to another process through the proxy.
    this.drain.onDrained(() => {
      this.isLeaving = true;
      server.engine.close();
    });
    return server;
  }

  /** The error message for a rejected client, with the engine's code 4, and whether the client is accepted. */
  private verdictOn(request: IncomingMessage): [message: string | null, allowed: boolean] {
    if (!isOwnOrigin(request, this.publicUrl)) return ['origin_refused', false];
    if (this.isLeaving) return ['stopping', false];
    return this.limit.accept(request) ? [null, true] : ['too_many_sockets', false];
  }

  /**
   * Socket.IO closes the HTTP server as well, and waits for every connection. Connections with a request in progress
   * would stay open for more than a minute, so they are closed after their response, and the rest after a timeout.
   */
  override async close(server: object): Promise<void> {
    const http = this.httpServer as HttpServer;
    const letGo = setInterval(() => http.closeIdleConnections(), LET_GO_EVERY_MS);
    const giveUp = setTimeout(() => http.closeAllConnections(), RESPONSE_DEADLINE_MS);
    try {
      await super.close(server as Parameters<IoAdapter['close']>[0]);
    } finally {
      clearInterval(letGo);
      clearTimeout(giveUp);
    }
  }
}

/**
 * Programs other than browsers send no Origin and are accepted. Browsers must come from this server's own pages
 * (Cross-Site WebSocket Hijacking).
 */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === new URL(publicUrl).host;
}
