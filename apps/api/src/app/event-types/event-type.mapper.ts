import type { EventTypeMark, EventTypeSettings, Question, SlotView } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { allowsGuests } from './guest-rule';
import type { EventTypeDto } from './event-type.dto';
import type { PublicEventTypeDto } from './public-page.dto';
import type { EventTypeRecord } from '../offerings/event-type.schema';

/** Hours to respond to a request. */
export function responseHoursOf(record: Pick<EventTypeRecord, 'responseHours'>): number {
  return (record.responseHours as number | undefined) ?? EVENT_TYPE_DEFAULTS.responseHours;
}

/** The settings of the expert, without the fields of the database. */
export function toSettings(record: EventTypeRecord): EventTypeSettings {
  const { _id, expertId: _owner, position: _place, deletedAt: _removed, scheduleId, ...settings } = record;
  return {
    ...settings,
    private: (settings.private as boolean | undefined) ?? false,
    responseHours: responseHoursOf(record),
    requiresEmailCode: (settings.requiresEmailCode as boolean | undefined) ?? false,
    guestsAllowed: (settings.guestsAllowed as boolean | undefined) ?? true,
    defaultView: defaultViewOf(record),
    ...toPlaceOnProfile(record),
    scheduleId: scheduleId?.toHexString() ?? null,
  };
}

/** Colour and icon; event types from before they existed have none. */
export function toMark({ color, icon }: Partial<EventTypeMark>): EventTypeMark {
  return { color: color ?? null, icon: icon ?? null };
}

/**
 * The data of an event type that its bookings need later: the questions of their answers, and the mark in their
 * mails.
 */
export interface BookedEventType extends EventTypeMark {
  questions: readonly Question[];
}

/** Used for an event type that no longer exists. */
export const UNKNOWN_EVENT_TYPE: BookedEventType = { questions: [], color: null, icon: null };

export function toBookedEventType(
  record: Pick<EventTypeRecord, 'questions' | 'color' | 'icon'>,
): BookedEventType {
  return { questions: record.questions, ...toMark(record) };
}

function toPlaceOnProfile(
  record: EventTypeRecord,
): Pick<EventTypeSettings, 'color' | 'icon' | 'group' | 'featured'> {
  const { group, featured } = record as Partial<EventTypeRecord>;
  return { ...toMark(record), group: group ?? '', featured: featured ?? false };
}

/**
 * An event type as its expert sees it.
 * @param pageUrl the expert's public page, absolute
 */
export function toEventType(record: EventTypeRecord, pageUrl: string): EventTypeDto {
  return { id: record._id.toHexString(), link: `${pageUrl}/${record.slug}`, ...toSettings(record) };
}

/**
 * The public view of an event type: only the kind of its location.
 * @param mailed whether mail can be sent: if not, no code is required, because it would not arrive
 */
export function toPublicEventType(record: EventTypeRecord, mailed: boolean): PublicEventTypeDto {
  const { slug, title, description, durations, bufferBefore, bufferAfter } = record;
  const { questions, requiresConfirmation, seats, redirectUrl } = record;
  return {
    id: record._id.toHexString(),
    slug,
    title,
    description,
    durations,
    location: { kind: record.location.kind },
    bufferBefore,
    bufferAfter,
    questions,
    requiresConfirmation,
    requiresEmailCode: mailed && ((record.requiresEmailCode as boolean | undefined) ?? false),
    seats,
    guestsAllowed: allowsGuests(record),
    defaultView: defaultViewOf(record),
    redirectUrl,
    ...toPlaceOnProfile(record),
  };
}

/** Missing in event types from before there were views. */
function defaultViewOf({ defaultView }: { defaultView?: SlotView }): SlotView {
  return defaultView ?? 'month';
}
