import { Injectable, signal } from '@angular/core';
import type { Booking, ExpertClientEvents, ExpertServerEvents } from '@expertbook/contracts';
import { EXPERT_NAMESPACE } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import type { Socket } from 'socket.io-client';

export type LiveState = 'off' | 'connecting' | 'live' | 'lost';

/**
 * One socket to the expert's private namespace. `changes` emits each changed booking. `resumed` emits after a lost
 * connection or an interrupted change stream: lists must then be read again.
 */
@Injectable({ providedIn: 'root' })
export class ExpertSocket {
  private readonly stateSignal = signal<LiveState>('off');
  readonly state = this.stateSignal.asReadonly();
  readonly changes = new Subject<Booking>();
  /** The calendar changed, possibly without a booking: a hold, a block, the hours. */
  readonly calendarChanges = new Subject<void>();
  readonly resumed = new Subject<void>();

  private socket: Socket<ExpertServerEvents, ExpertClientEvents> | null = null;
  private wanted = false;

  /** Calls `token` for every handshake, so that a reconnection after a long sleep has a valid one. */
  async start(token: () => Promise<string | null>): Promise<void> {
    if (this.wanted) return;
    this.wanted = true;
    this.stateSignal.set('connecting');
    const { io } = await import('socket.io-client');
    if (!this.wanted) return;
    const socket: Socket<ExpertServerEvents, ExpertClientEvents> = io(EXPERT_NAMESPACE, {
      transports: ['websocket'],
      reconnectionDelayMax: 10_000,
      auth: (done) => {
        token().then(
          (value) => done({ token: value }),
          () => done({}),
        );
      },
    });
    let wasLive = false;
    socket.on('connect', () => {
      this.stateSignal.set('live');
      if (wasLive) this.resumed.next();
      wasLive = true;
    });
    socket.on('disconnect', (reason) => {
      if (!this.wanted) return;
      this.stateSignal.set('lost');
      if (reason === 'io server disconnect') this.retryLater(socket);
    });
    socket.on('connect_error', () => {
      this.stateSignal.set('lost');
      if (!socket.active) this.retryLater(socket);
    });
    socket.on('stale', ({ stale }) => this.stateSignal.set(stale ? 'lost' : 'live'));
    socket.on('resync', ({ withinMs }) => setTimeout(() => this.resumed.next(), Math.random() * withinMs));
    socket.on('booking.changed', ({ booking }) => this.changes.next(booking));
    socket.on('calendar.changed', () => this.calendarChanges.next());
    this.socket = socket;
  }

  stop(): void {
    this.wanted = false;
    this.socket?.disconnect();
    this.socket = null;
    this.stateSignal.set('off');
  }

  /** The client does not retry when the server rejects the connection (an expired access token). */
  private retryLater(socket: Socket<ExpertServerEvents, ExpertClientEvents>): void {
    setTimeout(() => {
      if (this.wanted && this.socket === socket && !socket.connected) socket.connect();
    }, 5_000);
  }
}
