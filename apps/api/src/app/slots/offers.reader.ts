import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isValidObjectId, Types } from 'mongoose';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { EventTypeRecord } from '../event-types/event-type.schema';
import { Expert } from '../experts/expert.schema';
import { DomainError } from '../http/domain-error';
import { ScheduleRecord } from '../schedules/schedule.schema';
import type { Offer } from './offer';
import { RecentMap } from './recent-map';

const MOST_OWNERS = 10_000;
const MOST_CATALOGUES = 1000;

/** Everything an expert offers, read at one revision of the calendar. */
interface Catalogue {
  revision: number;
  eventTypes: EventTypeRecord[];
  schedules: ScheduleRecord[];
}

/** Reads offers as clients may see them: removed ones do not exist, switched-off ones are not bookable. */
@Injectable()
export class OffersReader {
  private readonly owners = new RecentMap<string, Types.ObjectId>(MOST_OWNERS);
  private readonly catalogues = new RecentMap<string, Catalogue>(MOST_CATALOGUES);

  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    private readonly calendars: CalendarTransactions,
  ) {}

  /** @throws DomainError `not_found`, `event_type_inactive` */
  async byLink(handle: string, slug: string): Promise<Offer> {
    const expert = await this.experts.findOne({ handle }).lean();
    if (!expert) throw new DomainError('not_found');
    const catalogue = await this.catalogueNow(expert._id);
    return offerOf(expert, catalogue, (eventType) => eventType.slug === slug);
  }

  /**
   * @param session reads inside its transaction
   * @throws DomainError `not_found`, `event_type_inactive`
   */
  async byEventType(id: string | Types.ObjectId, session: ClientSession | null = null): Promise<Offer> {
    if (!isValidObjectId(id)) throw new DomainError('not_found');
    const expertId = await this.ownerOf(String(id));
    const readExpert = () => this.experts.findById(expertId).session(session).lean();
    // One session carries one operation at a time.
    const [expert, catalogue] = session
      ? [await readExpert(), await this.readCatalogue(expertId, 0, session)]
      : await Promise.all([readExpert(), this.catalogueNow(expertId)]);
    if (!expert) throw new DomainError('not_found');
    return offerOf(expert, catalogue, (eventType) => eventType._id.equals(id));
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

  /**
   * What an expert offers. Every change of it raises the calendar's revision, so what was read at a revision is good for
   * as long as the calendar has that revision; the revision itself is read from the database every time.
   */
  private async catalogueNow(expertId: Types.ObjectId): Promise<Catalogue> {
    const revision = await this.calendars.revisionOf(expertId);
    const known = this.catalogues.get(String(expertId));
    if (known?.revision === revision) return known;
    const fresh = await this.readCatalogue(expertId, revision, null);
    this.catalogues.set(String(expertId), fresh);
    return fresh;
  }

  private async readCatalogue(
    expertId: Types.ObjectId,
    revision: number,
    session: ClientSession | null,
  ): Promise<Catalogue> {
    const readEventTypes = () => this.eventTypes.find({ expertId, deletedAt: null }).session(session).lean();
    const readSchedules = () => this.schedules.find({ expertId }).session(session).lean();
    const [eventTypes, schedules] = session
      ? [await readEventTypes(), await readSchedules()]
      : await Promise.all([readEventTypes(), readSchedules()]);
    return { revision, eventTypes, schedules };
  }
}

function offerOf(
  expert: Expert,
  { revision, eventTypes, schedules }: Catalogue,
  isWanted: (eventType: EventTypeRecord) => boolean,
): Offer {
  const eventType = eventTypes.find(isWanted);
  if (!eventType) throw new DomainError('not_found');
  if (!eventType.active) throw new DomainError('event_type_inactive');
  const schedule =
    schedules.find(({ _id }) => eventType.scheduleId?.equals(_id)) ??
    schedules.find(({ isDefault }) => isDefault);
  if (!schedule) throw new Error(`Event type ${String(eventType._id)} has no schedule.`);
  return { expert, eventType, schedule, revision };
}
