import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { LiveSessions } from '../auth/live-sessions.service';

/** How often this process queries ended sessions: twice within the guaranteed five seconds. */
const CHECK_EVERY_MS = 2000;

/** The part of a socket that is used here. */
type Connection = Pick<Socket, 'id' | 'connected' | 'disconnect'> & {
  once(event: 'disconnect', listener: () => void): unknown;
};

/**
 * Closes sockets when the session that opened them ends. While sockets are open, one query every two seconds covers
 * all sessions of this process, so no event can be missed: neither one from another process nor one during an outage
 * (ADR 13).
 */
@Injectable()
export class SessionSockets implements BeforeApplicationShutdown {
  private readonly bySession = new Map<string, Set<Connection>>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(private readonly sessions: LiveSessions) {}

  /** @param sessionId public id of the session that opened the socket, which was live a moment ago */
  add(sessionId: string, socket: Connection): void {
    const sockets = this.bySession.get(sessionId) ?? new Set();
    this.bySession.set(sessionId, sockets.add(socket));
    socket.once('disconnect', () => this.remove(sessionId, socket));
    this.plan();
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private remove(sessionId: string, socket: Connection): void {
    const sockets = this.bySession.get(sessionId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.bySession.delete(sessionId);
  }

  private plan(): void {
    if (this.timer !== undefined || this.stopped || this.bySession.size === 0) return;
    this.timer = setTimeout(() => {
      // While the database does not respond, no session can end either; the next query catches up.
      void this.check()
        .catch(() => undefined)
        .finally(() => {
          this.timer = undefined;
          this.plan();
        });
    }, CHECK_EVERY_MS);
    this.timer.unref();
  }

  private async check(): Promise<void> {
    for (const id of await this.sessions.endedAmong([...this.bySession.keys()])) {
      for (const socket of [...(this.bySession.get(id) ?? [])]) socket.disconnect(true);
    }
  }
}
