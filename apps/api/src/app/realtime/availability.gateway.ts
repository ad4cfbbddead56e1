import type { OnGatewayInit } from '@nestjs/websockets';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type {
  AvailabilityChanged,
  AvailabilityClientEvents,
  AvailabilityServerEvents,
  WatchReply,
} from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE, HANDLE_PATTERN, SLUG_PATTERN } from '@expertbook/contracts';
import type { Namespace, Socket } from 'socket.io';
import { BookingAccess } from '../bookings/booking-access';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { isDatabaseUnavailable } from '../database/database-errors';
import { DomainError } from '../http/domain-error';
import { RateWindows } from '../http/rate-windows';
import type { AccessKey } from '../auth/access-key';
import { textOf } from '../auth/access-key';
import { LinkAccess } from '../links/link-access';
import { OffersReader } from '../availability/offers.reader';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { broadcastFeedNotices } from './feed-notices';
import { RoomBroadcast } from './room-broadcast';

type Server = Namespace<AvailabilityClientEvents, AvailabilityServerEvents>;
type Client = Socket<AvailabilityClientEvents, AvailabilityServerEvents>;

/** Rooms one socket may be in: a page watches one calendar, an embedding site a few. */
const MAX_ROOMS = 10;
const MINUTE_MS = 60_000;
const MAX_MESSAGES = 60;
const HANDLE = new RegExp(HANDLE_PATTERN);
const SLUG = new RegExp(SLUG_PATTERN);

/** Notifies every watcher of a calendar of taken and freed times. Contains no personal data. */
@WebSocketGateway({ namespace: AVAILABILITY_NAMESPACE })
export class AvailabilityGateway implements OnGatewayInit<Server> {
  private rooms: RoomBroadcast<AvailabilityServerEvents>;
  private readonly messages = new RateWindows();

  constructor(
    private readonly offers: OffersReader,
    private readonly feed: CalendarFeed,
    private readonly calendars: CalendarTransactions,
    private readonly links: LinkAccess,
    private readonly bookings: BookingAccess,
  ) {}

  afterInit(server: Server): void {
    const namespace = server as unknown as Namespace;
    this.rooms = new RoomBroadcast<AvailabilityServerEvents>(namespace);
    this.feed.onChanged((moved) => this.push(moved));
    broadcastFeedNotices(this.feed, namespace);
  }

  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() client: Client, @MessageBody() request: unknown): Promise<WatchReply> {
    const wanted = parse(request);
    if (!wanted) return { ok: false, code: 'malformed_request' };
    if (client.rooms.size > MAX_ROOMS || this.isOverLimit(client)) return { ok: false, code: 'rate_limited' };
    try {
      const offer = await this.offers.byLink(wanted.handle, wanted.eventType);
      await this.links.authorize(offer, wanted.key);
      const { expert } = offer;
      await client.join(roomOf(expert._id));
      // Read after joining the room: a later change is in this revision or comes as a push.
      const revision = await this.calendars.revisionOf(expert._id);
      return this.feed.isFlowing ? { ok: true, revision } : { ok: true, revision, stale: true };
    } catch (error) {
      return refusal(error);
    }
  }

  @SubscribeMessage('watchBooking')
  async watchBooking(
    @ConnectedSocket() client: Client,
    @MessageBody() request: unknown,
  ): Promise<WatchReply> {
    const wanted = parseBooking(request);
    if (!wanted) return { ok: false, code: 'malformed_request' };
    if (client.rooms.size > MAX_ROOMS || this.isOverLimit(client)) return { ok: false, code: 'rate_limited' };
    try {
      const { booking } = await this.bookings.open(wanted.uid, { token: wanted.token, expert: null });
      await client.join(bookingRoomOf(booking._id));
      const revision = await this.calendars.revisionOf(booking.expertId);
      return this.feed.isFlowing ? { ok: true, revision } : { ok: true, revision, stale: true };
    } catch (error) {
      return refusal(error);
    }
  }

  @SubscribeMessage('unwatch')
  async unwatch(@ConnectedSocket() client: Client, @MessageBody() request: unknown): Promise<void> {
    const wanted = parse(request);
    if (!wanted || this.isOverLimit(client)) return;
    const offer = await this.offers.byLink(wanted.handle, wanted.eventType).catch(() => null);
    if (offer) await client.leave(roomOf(offer.expert._id));
  }

  /** Each message costs reads; a page sends one when it opens and one when it returns. */
  private isOverLimit(client: Client): boolean {
    return this.messages.count(client.id, MINUTE_MS, MAX_MESSAGES).isBlocked;
  }

  private push({ expertId, revision, change }: CalendarChangedEvent): void {
    const iso = ([start, end]: [Date, Date]): [string, string] => [start.toISOString(), end.toISOString()];
    const event: AvailabilityChanged = {
      revision,
      taken: change?.taken.map(iso) ?? [],
      freed: change?.freed.map(iso) ?? [],
      reason: change?.reason ?? 'schedule',
    };
    this.rooms.emit(roomOf(expertId), 'availability.changed', event);
    for (const id of change?.bookingIds ?? [])
      this.rooms.emit(bookingRoomOf(id), 'booking.changed', { revision });
  }
}

function roomOf(expertId: { toString(): string }): string {
  return `calendar:${String(expertId)}`;
}

function bookingRoomOf(id: { toString(): string }): string {
  return `booking:${String(id)}`;
}

function refusal(error: unknown): WatchReply {
  if (isDatabaseUnavailable(error)) return { ok: false, code: 'busy_try_again' };
  return { ok: false, code: error instanceof DomainError ? error.code : 'internal_error' };
}

interface Wanted {
  handle: string;
  eventType: string;
  key: AccessKey;
}

function parse(request: unknown): Wanted | null {
  if (typeof request !== 'object' || request === null) return null;
  const { handle, eventType, link, booking } = request as Record<string, unknown>;
  if (typeof handle !== 'string' || typeof eventType !== 'string') return null;
  if (!HANDLE.test(handle) || !SLUG.test(eventType)) return null;
  const moved = (booking ?? {}) as Record<string, unknown>;
  const key = {
    linkToken: textOf(link),
    bookingUid: textOf(moved['uid']),
    manageToken: textOf(moved['token']),
  };
  return { handle, eventType, key };
}

function parseBooking(request: unknown): { uid: string; token: string } | null {
  if (typeof request !== 'object' || request === null) return null;
  const { uid, token } = request as Record<string, unknown>;
  const [name, secret] = [textOf(uid), textOf(token)];
  return name === null || secret === null ? null : { uid: name, token: secret };
}
