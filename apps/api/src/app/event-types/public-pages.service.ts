import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { AccessKey } from '../auth/access-key';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { LinkAccess, NO_KEY, toShownLink } from '../links/link-access';
import { EVENT_TYPE_ORDER, EventTypeRecord } from '../offerings/event-type.schema';
import type { Expert } from '../offerings/expert.schema';
import type { PublicEventTypePageDto, PublicExpertPageDto } from './public-page.dto';
import { isPrivate, toEventTypePage, toExpertPage } from './public-page.mapper';

/** What clients see: an expert's profile, and the page of an event type. */
@Injectable()
export class PublicPagesService {
  constructor(
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly experts: ExpertsService,
    private readonly links: LinkAccess,
  ) {}

  /**
   * The page of the event type that `key` gives access to.
   * @throws DomainError as {@link findPublic}; for the key `not_found`, `link_used`, `link_expired`
   */
  async eventType(handle: string, slug: string, key: AccessKey = NO_KEY): Promise<PublicEventTypePageDto> {
    const { expert, eventType } = await this.findPublic(handle, slug, key.expertId);
    const link = await this.links.authorize({ eventType }, key);
    return toEventTypePage({ expert, eventType }, toShownLink(link), this.environment);
  }

  /** @throws DomainError `not_found` */
  async profile(handle: string): Promise<PublicExpertPageDto> {
    const expert = await this.experts.findPublic(handle);
    if (!expert) throw new DomainError('not_found');
    const eventTypes = await this.eventTypes
      .find({ expertId: expert._id, deletedAt: null, active: true, hidden: false })
      .sort(EVENT_TYPE_ORDER)
      .lean();
    return toExpertPage(expert, eventTypes, this.environment, Date.now());
  }

  /**
   * The event type of a public link, hidden or not.
   * @param viewer an expert who requests it, and sees their own page before it is public
   * @throws DomainError `not_found`; `event_type_inactive` when it is switched off
   */
  async findPublic(
    handle: string,
    slug: string,
    viewer: Types.ObjectId | null = null,
  ): Promise<{ expert: Expert; eventType: EventTypeRecord }> {
    const expert = await this.experts.findPublic(handle, viewer);
    const eventType =
      expert &&
      (await this.eventTypes
        .findOne({ expertId: expert._id, slug: slug.toLowerCase(), deletedAt: null })
        .lean()
        .exec());
    if (!expert || !eventType) throw new DomainError('not_found');
    // Without a key, a private event type that is switched off must look like one that does not exist.
    if (!eventType.active) throw new DomainError(isPrivate(eventType) ? 'not_found' : 'event_type_inactive');
    return { expert, eventType };
  }
}
