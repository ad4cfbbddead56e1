import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingLink, CreatedBookingLink } from '@expertbook/contracts';
import type { ClientSession, Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { DomainError, fieldError } from '../http/domain-error';
import { hashToken, randomToken } from '../tokens/random-token';
import type { CreateBookingLinkDto } from './booking-link.dto';
import { BookingLinkRecord } from './booking-link.schema';

/** Valid links of one event type. */
export const MAX_LIVE_LINKS = 200;
const MAX_LISTED = 1000;

/** An expert's secret links. */
@Injectable()
export class BookingLinksService {
  constructor(
    @InjectModel(BookingLinkRecord.name) private readonly links: Model<BookingLinkRecord>,
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Creates a link. Its address is in this response only.
   * @throws DomainError `not_found`; `validation_failed` for an end that has passed and beyond {@link MAX_LIVE_LINKS}
   */
  async create(
    expert: SignedInExpert,
    eventTypeId: Types.ObjectId,
    request: CreateBookingLinkDto,
  ): Promise<CreatedBookingLink> {
    const { slug } = await this.own(expert, eventTypeId);
    const now = new Date();
    const expiresAt = request.expiresAt ? new Date(request.expiresAt) : null;
    if (expiresAt && expiresAt <= now) {
      throw fieldError('validation_failed', 'expiresAt', 'The link would have expired already.');
    }
    const secret = randomToken();
    const link: BookingLinkRecord = {
      _id: new Types.ObjectId(),
      expertId: expert.expertId,
      eventTypeId,
      kind: request.kind,
      note: request.note ?? '',
      tokenHash: hashToken(secret),
      expiresAt,
      usedAt: null,
      usedBy: null,
      createdAt: now,
    };
    await this.links.create([link]);
    // Counted including the new one, so that concurrent requests cannot exceed the limit.
    if ((await this.living(eventTypeId, now)) > MAX_LIVE_LINKS) {
      await this.links.deleteOne({ _id: link._id });
      throw fieldError(
        'validation_failed',
        'kind',
        `There are ${MAX_LIVE_LINKS} links already. Remove some first.`,
      );
    }
    return {
      ...toBookingLink(link, new Map()),
      url: `${this.environment.publicUrl}/${expert.handle}/${slug}#link=${secret}`,
    };
  }

  /** Newest first, used and expired ones too. @throws DomainError `not_found` */
  async list(expert: SignedInExpert, eventTypeId: Types.ObjectId): Promise<BookingLink[]> {
    await this.own(expert, eventTypeId);
    const links = await this.links
      .find({ eventTypeId })
      .sort({ createdAt: -1, _id: -1 })
      .limit(MAX_LISTED)
      .lean();
    return this.present(links);
  }

  /** Every link of an expert, oldest first, each with the id of its event type; without secrets. */
  async listAll(expertId: Types.ObjectId): Promise<(BookingLink & { eventTypeId: string })[]> {
    const links = await this.links.find({ expertId }).sort({ _id: 1 }).lean();
    const shown = await this.present(links);
    return shown.map((link, i) => ({ eventTypeId: String(links[i]?.eventTypeId), ...link }));
  }

  /** Revokes it; bookings made through it stay. @throws DomainError `not_found` */
  async revoke(expert: SignedInExpert, eventTypeId: Types.ObjectId, _id: Types.ObjectId): Promise<void> {
    const { deletedCount } = await this.links.deleteOne({ _id, eventTypeId, expertId: expert.expertId });
    if (deletedCount === 0) throw new DomainError('not_found');
  }

  /** Ends all links of an event type, in the transaction that removes it. */
  async endAll(eventTypeId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.links.deleteMany({ eventTypeId }, { session });
  }

  /** Adds the names of the clients who used them. */
  private async present(links: readonly BookingLinkRecord[]): Promise<BookingLink[]> {
    const uids = links.flatMap(({ usedBy }) => usedBy ?? []);
    const bookings =
      uids.length > 0
        ? await this.bookings
            .find(
              { 'attendees.uid': trusted({ $in: uids }) },
              { 'attendees.uid': 1, 'attendees.name': 1, _id: 0 },
            )
            .lean<Pick<BookingRecord, 'attendees'>[]>()
        : [];
    const people = bookings.flatMap(({ attendees }) => attendees);
    const names = new Map(people.map(({ uid, name }) => [uid, name]));
    return links.map((link) => toBookingLink(link, names));
  }

  private living(eventTypeId: Types.ObjectId, now: Date): Promise<number> {
    return this.links.countDocuments({
      eventTypeId,
      usedAt: null,
      $or: [{ expiresAt: null }, { expiresAt: trusted({ $gt: now }) }],
    });
  }

  private async own({ expertId }: SignedInExpert, _id: Types.ObjectId): Promise<EventTypeRecord> {
    const eventType = await this.eventTypes.findOne({ _id, expertId, deletedAt: null }).lean();
    if (!eventType) throw new DomainError('not_found');
    return eventType;
  }
}

/** @param names of attendees, by uid */
function toBookingLink(
  { _id, kind, note, expiresAt, usedAt, usedBy, createdAt }: BookingLinkRecord,
  names: ReadonlyMap<string, string>,
): BookingLink {
  return {
    id: _id.toHexString(),
    kind,
    note,
    expiresAt: expiresAt?.toISOString() ?? null,
    usedAt: usedAt?.toISOString() ?? null,
    usedBy: usedBy === null ? null : { uid: usedBy, name: names.get(usedBy) ?? '' },
    createdAt: createdAt.toISOString(),
  };
}
