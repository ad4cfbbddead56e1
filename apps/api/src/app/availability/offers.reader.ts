import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isValidObjectId, Types } from 'mongoose';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { Expert } from '../offerings/expert.schema';
import { DomainError } from '../http/domain-error';
import type { CachedCalendar } from './cached-calendar';
import { CalendarCache } from './calendar-cache';
import type { ExpertOfferings } from './expert-offerings';
import { ExpertOfferingsReader } from './expert-offerings';
import type { Offer } from './offer';
import { LruCache } from '../caching/lru-cache';

const MAX_OWNERS = 10_000;

/** An expert's offerings to clients, and their cache entry. */
export interface PublicOfferings {
  calendar: CachedCalendar;
  since: number;
  offerings: ExpertOfferings & { expert: Expert };
}

/** Reads offers: for clients deleted ones do not exist and switched-off ones are not bookable. */
@Injectable()
export class OffersReader {
  private readonly owners = new LruCache<string, Types.ObjectId>(MAX_OWNERS);
  private readonly handles = new LruCache<string, Types.ObjectId>(MAX_OWNERS);

  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    private readonly offeringsReader: ExpertOfferingsReader,
    private readonly cache: CalendarCache,
  ) {}

  /**
   * @param handle the expert's, current or previous
   * @param viewer the requesting expert, who sees their own page before it is public
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async byLink(handle: string, slug: string, viewer: Types.ObjectId | null = null): Promise<Offer> {
    const isWanted = (eventType: EventTypeRecord) => eventType.slug === slug;
    return this.ofExpert(await this.expertNamed(handle), isWanted, { viewer });
  }

  /**
   * All offerings of an expert with a public page.
   * @param handle the expert's, current or previous
   * @throws DomainError `not_found`
   */
  async offeringsByHandle(handle: string): Promise<PublicOfferings> {
    return this.inMemory(await this.expertNamed(handle), async (calendar) => {
      const { since, value } = await this.cache.offeringsOf(calendar);
      if (!isPublicOfferings(value)) throw new DomainError('not_found');
      return { calendar, since, offerings: value };
    });
  }

  /** @throws DomainError `not_found`, `event_type_inactive` */
  async byEventType(id: string | Types.ObjectId): Promise<Offer> {
    if (!isValidObjectId(id)) throw new DomainError('not_found');
    return this.ofExpert(await this.ownerOf(String(id)), (eventType) => eventType._id.equals(id));
  }

  /**
   * The event type that the expert reschedules a booking by, also when clients can no longer book it.
   * @throws DomainError `not_found`
   */
  async forExpert(id: Types.ObjectId): Promise<Offer> {
    return this.ofExpert(await this.ownerOf(String(id)), (eventType) => eventType._id.equals(id), {
      removed: id,
    });
  }

  /** The current version of the offer. @throws DomainError `not_found`, `event_type_inactive` */
  async reload({ audience, eventType: { _id } }: Offer): Promise<Offer> {
    return audience === 'expert' ? this.forExpert(_id) : this.byEventType(_id);
  }

  /**
   * The same offer as the transaction of `session` sees it.
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async reloadInSession(
    { calendar, audience, eventType: { _id } }: Offer,
    session: ClientSession,
  ): Promise<Offer> {
    const offerings = await this.offeringsReader.read(calendar.expertId, session);
    const all = audience === 'expert' ? await this.withRemoved(offerings, _id, session) : offerings;
    return offerOf(all, { revision: 0, calendar, audience }, (eventType) => eventType._id.equals(_id));
  }

  /**
   * @param removed set: the offer is for the expert and includes this deleted one
   * @param viewer the expert who previews the client's view
   */
  private async ofExpert(
    expertId: Types.ObjectId,
    isWanted: (eventType: EventTypeRecord) => boolean,
    { removed, viewer = null }: { removed?: Types.ObjectId; viewer?: Types.ObjectId | null } = {},
  ): Promise<Offer> {
    return this.inMemory(expertId, async (calendar) => {
      const { revision, value } = await this.cache.offeringsOf(calendar);
      if (!removed) {
        const isShown = value.isPublic || (viewer?.equals(expertId) ?? false);
        const shown = isShown ? { ...value, isPublic: true } : value;
        return offerOf(shown, { revision, calendar, audience: 'clients' }, isWanted);
      }
      const all = await this.withRemoved(value, removed);
      return offerOf(all, { revision, calendar, audience: 'expert' }, isWanted);
    });
  }

  private async inMemory<T>(
    expertId: Types.ObjectId,
    read: (calendar: CachedCalendar) => Promise<T>,
  ): Promise<T> {
    const calendar = await this.cache.of(expertId);
    return read(calendar).catch(async (error: unknown) => {
      // The cache may be a moment behind another process: after a refresh, a page that was just published is found.
      if (error instanceof DomainError && (await this.cache.refresh(calendar))) return read(calendar);
      throw error;
    });
  }

  /** A deleted event type never changes again: it may be read after the revision that it is used at. */
  private async withRemoved(
    offerings: ExpertOfferings,
    _id: Types.ObjectId,
    session: ClientSession | null = null,
  ): Promise<ExpertOfferings> {
    if (offerings.eventTypes.some((eventType) => eventType._id.equals(_id))) return offerings;
    const removed = await this.offeringsReader.removed(_id, session);
    return removed ? { ...offerings, eventTypes: [...offerings.eventTypes, removed] } : offerings;
  }

  /** Looked up once: for a cached expert only the handle is checked. */
  private async expertNamed(handle: string): Promise<Types.ObjectId> {
    const knownId = this.handles.get(handle);
    if (knownId) {
      const { value } = await this.cache.offeringsOf(await this.cache.of(knownId));
      if (answersTo(value.expert, handle)) return knownId;
    }
    return this.ownerOfHandle(handle);
  }

  private async ownerOfHandle(handle: string): Promise<Types.ObjectId> {
    const expert =
      (await this.experts.findOne({ handle }, { _id: 1 }).lean()) ??
      (await this.experts.findOne({ previousHandles: handle }, { _id: 1 }).lean());
    if (!expert) throw new DomainError('not_found');
    this.handles.set(handle, expert._id);
    return expert._id;
  }

  /** The expert of an event type never changes. */
  private async ownerOf(eventTypeId: string): Promise<Types.ObjectId> {
    const known = this.owners.get(eventTypeId);
    if (known) return known;
    const eventType = await this.eventTypes.findById(eventTypeId, { expertId: 1 }).lean();
    if (!eventType) throw new DomainError('not_found');
    this.owners.set(eventTypeId, eventType.expertId);
    return eventType.expertId;
  }
}

function isPublicOfferings(offerings: ExpertOfferings): offerings is PublicOfferings['offerings'] {
  return offerings.isPublic && offerings.expert !== null;
}

function answersTo(expert: Expert | null, handle: string): boolean {
  return expert?.handle === handle || (expert?.previousHandles?.includes(handle) ?? false);
}

function offerOf(
  { expert, email, isPublic, eventTypes, schedules }: ExpertOfferings,
  seen: Pick<Offer, 'revision' | 'calendar' | 'audience'>,
  isWanted: (eventType: EventTypeRecord) => boolean,
): Offer {
  const eventType = eventTypes.find(isWanted);
  if (!expert || !eventType || (!isPublic && seen.audience === 'clients')) throw new DomainError('not_found');
  if (!eventType.active && seen.audience === 'clients') {
    throw new DomainError(eventType.private ? 'not_found' : 'event_type_inactive');
  }
  const schedule =
    schedules.find(({ _id }) => eventType.scheduleId?.equals(_id)) ??
    schedules.find(({ isDefault }) => isDefault);
  if (!schedule) throw new Error(`Event type ${String(eventType._id)} has no schedule.`);
  return { ...seen, expert, expertEmail: email, eventType, schedule };
}
