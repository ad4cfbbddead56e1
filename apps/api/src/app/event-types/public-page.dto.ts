import type {
  BookingLinkKind,
  LocationKind,
  PublicEventType,
  PublicEventTypePage,
  PublicExpertPage,
} from '@expertbook/contracts';
import { BOOKING_LINK_KINDS, LOCATION_KINDS } from '@expertbook/contracts';
import { ApiProperty, PickType } from '@nestjs/swagger';
import { PublicExpertDto } from '../experts/expert.dto';
import { PublicProfileDto } from '../experts/profile.dto';
import { EventTypeSettingsDto } from './event-type.dto';

/** Clients see the kind of location before they book, and the location itself with the booking. */
export class PublicLocationDto {
  @ApiProperty({ enum: LOCATION_KINDS, example: 'jitsi' })
  kind: LocationKind;
}

/** The public fields of an event type. */
export class PublicEventTypeDto
  extends PickType(EventTypeSettingsDto, [
    'slug',
    'title',
    'description',
    'durations',
    'bufferBefore',
    'bufferAfter',
    'questions',
    'requiresConfirmation',
    'requiresEmailCode',
    'seats',
    'defaultView',
    'redirectUrl',
    'color',
    'icon',
    'group',
    'featured',
  ])
  implements PublicEventType
{
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f903' })
  id: string;

  location: PublicLocationDto;

  /** Whether a booking may have guests; false for group sessions. */
  @ApiProperty({ example: true })
  guestsAllowed: boolean;
}

export class PublicExpertPageDto implements PublicExpertPage {
  expert: PublicExpertDto;
  profile: PublicProfileDto;

  /** Active and not hidden, in the expert's order. */
  @ApiProperty({ type: [PublicEventTypeDto] })
  eventTypes: PublicEventTypeDto[];
}

class OpenedLinkDto {
  @ApiProperty({ enum: BOOKING_LINK_KINDS })
  kind: BookingLinkKind;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;
}

export class PublicEventTypePageDto implements PublicEventTypePage {
  expert: PublicExpertDto;
  eventType: PublicEventTypeDto;

  @ApiProperty({ type: OpenedLinkDto, nullable: true, description: 'The secret link it was opened through.' })
  link: OpenedLinkDto | null;
}
