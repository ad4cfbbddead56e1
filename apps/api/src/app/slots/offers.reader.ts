import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isValidObjectId, Types } from 'mongoose';
import { EventTypeRecord } from '../event-types/event-type.schema';
import { Expert } from '../experts/expert.schema';
import { DomainError } from '../http/domain-error';
import { CalendarMemory } from './calendar-memory';
import type { Catalogue } from './catalogue';
import { CatalogueReader } from './catalogue';
import type { Offer } from './offer';
import { RecentMap } from './recent-map';

const MOST_OWNERS = 10_000;

/** Reads offers as clients may see them: removed ones do not exist, switched-off ones are not bookable. */
@Injectable()
export class OffersReader {
  private readonly owners = new RecentMap<string, Types.ObjectId>(MOST_OWNERS);
  private readonly handles = new RecentMap<string, Types.ObjectId>(MOST_OWNERS);

  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    private readonly catalogues: CatalogueReader,
    private readonly memory: CalendarMemory,
  ) {}

  /**
   * @param handle the expert's, or one of before
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async byLink(handle: string, slug: string): Promise<Offer> {
    const remembered = this.handles.get(handle);
    const isWanted = (eventType: EventTypeRecord) => eventType.slug === slug;
    if (remembered) {
      const known = await this.memory.of(remembered);
      const { value } = await this.memory.catalogueOf(known);
      if (answersTo(value.expert, handle)) return this.ofExpert(remembered, isWanted);
    }
    return this.ofExpert(await this.ownerOfHandle(handle), isWanted);
  }

  /** @throws DomainError `not_found`, `event_type_inactive` */
  async byEventType(id: string | Types.ObjectId): Promise<Offer> {
    if (!isValidObjectId(id)) throw new DomainError('not_found');
    return this.ofExpert(await this.ownerOf(String(id)), (eventType) => eventType._id.equals(id));
  }

  /**
   * The same offer as the transaction of `session` sees it.
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async again({ calendar, eventType: { _id } }: Offer, session: ClientSession): Promise<Offer> {
    const catalogue = await this.catalogues.read(calendar.expertId, session);
    return offerOf(catalogue, { revision: 0, calendar }, (eventType) => eventType._id.equals(_id));
  }

  private async ofExpert(
    expertId: Types.ObjectId,
    isWanted: (eventType: EventTypeRecord) => boolean,
  ): Promise<Offer> {
    const calendar = await this.memory.of(expertId);
    const read = async () => {
      const { revision, value } = await this.memory.catalogueOf(calendar);
      return offerOf(value, { revision, calendar }, isWanted);
    };
    return read().catch(async (error: unknown) => {
      // Memory may be behind another process by a moment: what was published there just now is there.
      if (error instanceof DomainError && (await this.memory.refresh(calendar))) return read();
      throw error;
    });
  }

  private async ownerOfHandle(handle: string): Promise<Types.ObjectId> {
    const expert =
      (await this.experts.findOne({ handle }, { _id: 1 }).lean()) ??
      (await this.experts.findOne({ previousHandles: handle }, { _id: 1 }).lean());
    if (!expert) throw new DomainError('not_found');
    this.handles.set(handle, expert._id);
    return expert._id;
  }

  /** Whose an event type is never changes. */
  private async ownerOf(eventTypeId: string): Promise<Types.ObjectId> {
    const known = this.owners.get(eventTypeId);
    if (known) return known;
    const eventType = await this.eventTypes.findById(eventTypeId, { expertId: 1 }).lean();
    if (!eventType) throw new DomainError('not_found');
    this.owners.set(eventTypeId, eventType.expertId);
    return eventType.expertId;
  }
}

function answersTo(expert: Expert | null, handle: string): boolean {
  return expert?.handle === handle || (expert?.previousHandles?.includes(handle) ?? false);
}

function offerOf(
  { expert, email, eventTypes, schedules }: Catalogue,
  seen: Pick<Offer, 'revision' | 'calendar'>,
  isWanted: (eventType: EventTypeRecord) => boolean,
): Offer {
  const eventType = eventTypes.find(isWanted);
  if (!expert || !eventType) throw new DomainError('not_found');
  if (!eventType.active) throw new DomainError(eventType.private ? 'not_found' : 'event_type_inactive');
  const schedule =
    schedules.find(({ _id }) => eventType.scheduleId?.equals(_id)) ??
    schedules.find(({ isDefault }) => isDefault);
  if (!schedule) throw new Error(`Event type ${String(eventType._id)} has no schedule.`);
  return { ...seen, expert, expertEmail: email, eventType, schedule };
}
