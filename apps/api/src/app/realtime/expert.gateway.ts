import { Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { OnGatewayConnection, OnGatewayInit } from '@nestjs/websockets';
import { WebSocketGateway } from '@nestjs/websockets';
import type { ExpertClientEvents, ExpertServerEvents } from '@expertbook/contracts';
import { EXPERT_NAMESPACE } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import mongoose from 'mongoose';
import type { Namespace, Socket } from 'socket.io';
import { AccessTokens } from '../auth/access-tokens';
import { LiveSessions } from '../auth/live-sessions.service';
import { toBooking } from '../bookings/booking.mapper';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { resyncSpreadMs, broadcastFeedNotices } from './feed-notices';
import { RoomBroadcast } from './room-broadcast';
import { SessionSockets } from './session-sockets';

type ServerSide = Record<string, never>;
/** Set when a client is authorized. */
interface ClientData {
  sessionId: string;
}
type Server = Namespace<ExpertClientEvents, ExpertServerEvents, ServerSide, ClientData>;
type Client = Socket<ExpertClientEvents, ExpertServerEvents, ServerSide, ClientData>;

/** An expert's own room: live updates of new, rescheduled and cancelled bookings for the portal. */
@WebSocketGateway({ namespace: EXPERT_NAMESPACE })
export class ExpertGateway implements OnGatewayInit<Server>, OnGatewayConnection<Client> {
  private rooms: RoomBroadcast<ExpertServerEvents>;
  private server: Server;

  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly tokens: AccessTokens,
    private readonly sessions: LiveSessions,
    private readonly sockets: SessionSockets,
    private readonly experts: ExpertsService,
    private readonly feed: CalendarFeed,
  ) {}

  afterInit(server: Server): void {
    this.server = server;
    this.rooms = new RoomBroadcast<ExpertServerEvents>(server as unknown as Namespace);
    server.use((socket, next) => {
      this.authorize(socket as Client).then(
        () => next(),
        () => next(new Error('unauthenticated')),
      );
    });
    this.feed.onChanged((moved) => void this.push(moved).catch(() => this.resync(moved)));
    broadcastFeedNotices(this.feed, server as unknown as Namespace);
  }

  handleConnection(client: Client): void {
    this.sockets.add(client.data.sessionId, client);
    if (!this.feed.isFlowing) client.emit('stale', { stale: true });
    // The token that opened it has expired; the portal reconnects with a new one.
    const timer = setTimeout(() => client.disconnect(true), this.environment.accessTokenTtl * 1000);
    timer.unref();
    client.on('disconnect', () => clearTimeout(timer));
  }

  private async authorize(client: Client): Promise<void> {
    const token: unknown = (client.handshake.auth as Record<string, unknown>)['token'];
    const holder = typeof token === 'string' ? this.tokens.verify(token) : null;
    const session = holder && (await this.sessions.find(holder.sessionId, holder.userId));
    const expert = session && (await this.experts.findByUserId(holder.userId));
    if (!expert) throw new Error('unauthenticated');
    client.data.sessionId = holder.sessionId;
    await client.join(roomOf(expert._id));
  }

  /** The changed bookings could not be read, for instance during an election: the portal reads its lists again. */
  private resync({ expertId }: CalendarChangedEvent): void {
    const room = roomOf(expertId);
    const pages = this.server.adapter.rooms.get(room)?.size ?? 0;
    this.rooms.emit(room, 'resync', { withinMs: resyncSpreadMs(pages) });
  }

  private async push({ expertId, revision, change }: CalendarChangedEvent): Promise<void> {
    const room = roomOf(expertId);
    this.rooms.emit(room, 'calendar.changed', { revision });
    if (!change || change.bookingIds.length === 0 || !this.server.adapter.rooms.has(room)) return;
    const [expert, bookings] = await Promise.all([
      this.experts.findById(expertId),
      this.bookings
        .find({
          _id: mongoose.trusted({ $in: change.bookingIds }),
          expertId,
          status: mongoose.trusted({ $ne: 'held' }),
        })
        .readConcern('majority')
        .lean(),
    ]);
    if (!expert) return;
    const now = new Date();
    for (const booking of bookings) {
      for (const attendee of booking.attendees) {
        const seen = toBooking({ booking, attendee, expert }, this.environment.publicUrl, now);
        this.rooms.emit(room, 'booking.changed', { booking: seen });
      }
    }
  }
}

function roomOf(expertId: { toString(): string }): string {
  return `expert:${String(expertId)}`;
}
