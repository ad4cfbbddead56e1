import type { PublicEventTypePage } from '@expertbook/contracts';
import type { Environment } from '../config/environment';
import { isMailed } from '../config/environment';
import { toPublicExpert } from '../experts/expert.mapper';
import { toPublicProfile } from '../experts/profile.dto';
import type { Expert } from '../offerings/expert.schema';
import type { PublicEventTypePageDto, PublicExpertPageDto } from './public-page.dto';
import { toPublicEventType } from './event-type.mapper';
import type { EventTypeRecord } from '../offerings/event-type.schema';

/**
 * The public view of an expert's profile, with the listed event types in the expert's order.
 * @param now epoch milliseconds
 */
export function toExpertPage(
  expert: Expert,
  eventTypes: readonly EventTypeRecord[],
  environment: Environment,
  now: number,
): PublicExpertPageDto {
  const listed = eventTypes.filter(isListed).sort(byPlace);
  return {
    expert: toPublicExpert(expert, environment.publicUrl),
    profile: toPublicProfile(expert, environment.publicUrl, now),
    eventTypes: listed.map((eventType) => toPublicEventType(eventType, isMailed(environment))),
  };
}

/** @param link that opened the page; shown to its holder */
export function toEventTypePage(
  { expert, eventType }: { expert: Expert; eventType: EventTypeRecord },
  link: PublicEventTypePage['link'],
  environment: Environment,
): PublicEventTypePageDto {
  return {
    expert: toPublicExpert(expert, environment.publicUrl),
    eventType: toPublicEventType(eventType, isMailed(environment)),
    link,
  };
}

/** Event types from before there were private ones lack the field. */
export function isPrivate(eventType: Partial<Pick<EventTypeRecord, 'private'>>): boolean {
  return eventType.private ?? false;
}

function isListed(eventType: EventTypeRecord): boolean {
  return !eventType.deletedAt && eventType.active && !eventType.hidden && !isPrivate(eventType);
}

/** The order of the database: by position and id. */
function byPlace(one: EventTypeRecord, other: EventTypeRecord): number {
  return one.position - other.position || one._id.toHexString().localeCompare(other._id.toHexString());
}
