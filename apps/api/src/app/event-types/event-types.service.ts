import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EventLocation, EventTypeSettings, PublicExpert } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS, isDemoLocation } from '@expertbook/contracts';
import type { ClientSession, Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { DomainError, fieldError } from '../http/domain-error';
import { omitUndefined } from '../http/omit-undefined';
import { BookingLinksService } from '../links/booking-links.service';
import { SchedulesService } from '../schedules/schedules.service';
import { checkEventType } from './event-type-rules';
import type { CreateEventTypeDto, EventTypeDto, UpdateEventTypeDto } from './event-type.dto';
import type { BookedEventType } from './event-type.mapper';
import { toBookedEventType, toEventType, toSettings, UNKNOWN_EVENT_TYPE } from './event-type.mapper';
import { EVENT_TYPE_ORDER, EventTypeRecord } from '../offerings/event-type.schema';

/** The owner of the event types. */
export type Owner = Pick<PublicExpert, 'handle'> & { expertId: Types.ObjectId };

const OFFER_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Reads and changes an expert's event types. Every change raises the calendar's revision. */
@Injectable()
export class EventTypesService {
  constructor(
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly schedules: SchedulesService,
    private readonly calendars: CalendarTransactions,
    private readonly bookingLinks: BookingLinksService,
  ) {}

  /** The event type with this id, active or not; null when it does not exist or was removed. */
  findById(
    eventTypeId: Types.ObjectId,
    session: ClientSession | null = null,
  ): Promise<EventTypeRecord | null> {
    return this.eventTypes.findOne({ _id: eventTypeId, deletedAt: null }).session(session).lean().exec();
  }

  /** Data of event types for their bookings, by id, including removed ones: their bookings keep the answers. */
  async bookedOf(ids: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, BookedEventType>> {
    const found = await this.eventTypes
      .find({ _id: trusted({ $in: [...ids] }) }, { questions: 1, color: 1, icon: 1 })
      .lean()
      .exec();
    return new Map(found.map((one) => [one._id.toHexString(), toBookedEventType(one)]));
  }

  /** As {@link bookedOf}, of one; {@link UNKNOWN_EVENT_TYPE} where it no longer exists. */
  async booked(id: Types.ObjectId): Promise<BookedEventType> {
    return (await this.bookedOf([id])).get(id.toHexString()) ?? UNKNOWN_EVENT_TYPE;
  }

  /** All of an expert's event types, in their order. */
  async list(owner: Owner): Promise<EventTypeDto[]> {
    const records = await this.eventTypes
      .find({ expertId: owner.expertId, deletedAt: null })
      .sort(EVENT_TYPE_ORDER)
      .lean();
    return records.map((record) => this.view(owner, record));
  }

  /** @throws DomainError `not_found` */
  async get(owner: Owner, id: Types.ObjectId): Promise<EventTypeDto> {
    return this.view(owner, await this.own(owner, id));
  }

  /** @throws DomainError `validation_failed`, `slug_taken` */
  async create(owner: Owner, request: CreateEventTypeDto): Promise<EventTypeDto> {
    const settings = { ...EVENT_TYPE_DEFAULTS, ...(omitUndefined(request) as CreateEventTypeDto) };
    assertConsistent(settings);
    this.assertOffered(settings.location);
    return this.change(owner, async (session) => {
      const last = await this.eventTypes
        .findOne({ expertId: owner.expertId }, { position: 1 })
        .sort({ position: -1 })
        .session(session)
        .lean();
      const record: EventTypeRecord = {
        ...settings,
        _id: new Types.ObjectId(),
        expertId: owner.expertId,
        scheduleId: await this.ownSchedule(owner, settings.scheduleId, session),
        position: (last?.position ?? -1) + 1,
        deletedAt: null,
      };
      if (record.featured) await this.unfeatureAll(owner, session);
      await this.eventTypes.create([record], { session });
      return this.view(owner, record);
    });
  }

  /** @throws DomainError `not_found`, `validation_failed`, `slug_taken` */
  async update(owner: Owner, id: Types.ObjectId, request: UpdateEventTypeDto): Promise<EventTypeDto> {
    return this.change(owner, async (session) => {
      const before = await this.own(owner, id, session);
      const { scheduleId, ...changes } = omitUndefined(request);
      const after: EventTypeRecord = { ...before, ...changes };
      if (scheduleId !== undefined) after.scheduleId = await this.ownSchedule(owner, scheduleId, session);
      assertConsistent(toSettings(after));
      if (after.location.kind !== before.location.kind) this.assertOffered(after.location);
      if (changes.featured) await this.unfeatureAll(owner, session);
      await this.eventTypes.updateOne(
        { _id: id, expertId: owner.expertId },
        { $set: { ...changes, scheduleId: after.scheduleId } },
        { session },
      );
      return this.view(owner, after);
    });
  }

  /**
   * Sorts them in the order of `ids`.
   * @throws DomainError `validation_failed` unless these are exactly the expert's own, each once
   */
  async order(owner: Owner, ids: readonly string[]): Promise<EventTypeDto[]> {
    await this.change(owner, async (session) => {
      const own = await this.eventTypes
        .find({ expertId: owner.expertId, deletedAt: null }, { _id: 1 })
        .session(session)
        .lean();
      const places = new Map(ids.map((id, position) => [id.toLowerCase(), position]));
      const named = own.filter(({ _id }) => places.has(_id.toHexString()));
      if (named.length !== own.length || ids.length !== own.length) {
        throw fieldError('validation_failed', 'ids', 'Name each of your event types once.');
      }
      await this.eventTypes.bulkWrite(
        own.map(({ _id }) => ({
          updateOne: { filter: { _id }, update: { $set: { position: places.get(_id.toHexString()) } } },
        })),
        { session },
      );
    });
    return this.list(owner);
  }

  /** Removes it from the list and ends its links; its bookings keep its data. @throws DomainError `not_found` */
  async remove(owner: Owner, id: Types.ObjectId): Promise<void> {
    await this.change(owner, async (session) => {
      await this.own(owner, id, session);
      await this.eventTypes.updateOne(
        { _id: id, expertId: owner.expertId },
        { $set: { deletedAt: new Date(), active: false } },
        { session },
      );
      await this.bookingLinks.endAll(id, session);
    });
  }

  private async change<T>(owner: Owner, work: (session: ClientSession) => Promise<T>): Promise<T> {
    try {
      return await this.calendars.run(owner.expertId, OFFER_CHANGED, ({ session }) => work(session));
    } catch (error) {
      if (!isDuplicateKey(error, 'slug')) throw error;
      throw fieldError(
        'slug_taken',
        'slug',
        'Another of your event types has this link. Choose another one.',
      );
    }
  }

  /** An event type that already has this kind of location keeps it, and so do its bookings. */
  private assertOffered({ kind }: EventLocation): void {
    if (this.environment.demoVideo || !isDemoLocation(kind)) return;
    throw fieldError(
      'validation_failed',
      'location.kind',
      'Demo video links open no meeting and are switched off here. Choose another place.',
      'demo_only',
    );
  }

  /** At most one is featured, so the previous one no longer is. */
  private async unfeatureAll({ expertId }: Owner, session: ClientSession): Promise<void> {
    await this.eventTypes.updateMany(
      { expertId, featured: true },
      { $set: { featured: false } },
      { session },
    );
  }

  private async own(
    { expertId }: Owner,
    id: Types.ObjectId,
    session: ClientSession | null = null,
  ): Promise<EventTypeRecord> {
    const record = await this.eventTypes
      .findOne({ _id: id, expertId, deletedAt: null })
      .session(session)
      .lean();
    if (!record) throw new DomainError('not_found');
    return record;
  }

  /** Another expert's schedule, an unknown one and an invalid id get the same error. */
  private async ownSchedule(
    { expertId }: Owner,
    scheduleId: string | null,
    session: ClientSession,
  ): Promise<Types.ObjectId | null> {
    if (scheduleId === null) return null;
    const id = /^[0-9a-f]{24}$/i.test(scheduleId) ? new Types.ObjectId(scheduleId) : null;
    if (id && (await this.schedules.findFor(expertId, id, session))) return id;
    throw fieldError('validation_failed', 'scheduleId', 'This is not one of your schedules.');
  }

  private view({ handle }: Owner, record: EventTypeRecord): EventTypeDto {
    return toEventType(record, `${this.environment.publicUrl}/${handle}`);
  }
}

function assertConsistent(settings: EventTypeSettings): void {
  const errors = checkEventType(settings);
  if (errors.length > 0) throw new DomainError('validation_failed', { detail: errors[0]?.message, errors });
}
