import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import type { Drain } from '../health/drain';

const LARGEST_MESSAGE_BYTES = 4 * 1024;
const LET_GO_EVERY_MS = 50;
/** What is not answered by then, when the process is told to stop, is broken off. */
const ANSWERS_WITHIN_MS = 8000;

/** Socket.IO on the API's own port: small messages, no client bundle, and browsers only from our own pages. */
export class SocketAdapter extends IoAdapter {
  private isLeaving = false;

  constructor(
    app: INestApplicationContext,
    private readonly publicUrl: string,
    private readonly drain: Drain,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): unknown {
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
      perMessageDeflate: false,
      httpCompression: false,
      allowRequest: (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
        decide(null, !this.isLeaving && isOwnOrigin(request, this.publicUrl)),
    } as ServerOptions) as Server;
    // Pages are told while the others still serve: they come back by themselves, through the proxy to another process.
    this.drain.onDrained(() => {
      this.isLeaving = true;
      server.engine.close();
    });
    return server;
  }

  /**
   * Socket.IO closes the HTTP server with itself and waits for every connection. Those that were answering at that moment
   * would be kept alive for more than a minute, so they are let go as soon as they have answered, and the rest after a while.
   */
  override async close(server: object): Promise<void> {
    const http = this.httpServer as HttpServer;
    const letGo = setInterval(() => http.closeIdleConnections(), LET_GO_EVERY_MS);
    const giveUp = setTimeout(() => http.closeAllConnections(), ANSWERS_WITHIN_MS);
    try {
      await super.close(server as Parameters<IoAdapter['close']>[0]);
    } finally {
      clearInterval(letGo);
      clearTimeout(giveUp);
    }
  }
}

/** Programs send no Origin and may come; browsers must come from this server's own pages (Cross-Site WebSocket Hijacking). */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === new URL(publicUrl).host;
}
