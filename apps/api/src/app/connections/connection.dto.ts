import type {
  CalendarProvider,
  ConnectCalDavRequest,
  ConnectedCalendar,
  ConnectIcsRequest,
  Connection,
  ExternalEvent,
  StaleChoice,
  SyncFailure,
  UpdateConnectedCalendarRequest,
  UpdateConnectionRequest,
} from '@expertbook/contracts';
import { CALENDAR_PROVIDERS, STALE_CHOICES, SYNC_FAILURES } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsMongoId } from 'class-validator';
import { ChoiceField, FlagField, LineField, MayBeAbsent, MayBeNull } from '../http/fields';
import { InstantField } from '../http/time-fields';

const MAX_NAME = 100;
const MAX_ADDRESS = 2000;
const MAX_EVENT_TYPES = 200;

export class ConnectIcsDto implements ConnectIcsRequest {
  @LineField({
    max: MAX_ADDRESS,
    example: 'https://calendar.example.com/private-3f9a/basic.ics',
    description: '`https:` or `webcal:`. Kept encrypted and never returned.',
  })
  address: string;

  @LineField({ max: MAX_NAME, optional: true, example: 'Family' })
  name?: string;
}

export class ConnectCalDavDto implements ConnectCalDavRequest {
  @LineField({
    max: MAX_ADDRESS,
    example: 'https://cloud.example.com/remote.php/dav',
    description: 'The server, or an email address that it is found by (RFC 6764).',
  })
  address: string;

  @LineField({ max: 320, example: 'ada' })
  username: string;

  @LineField({
    max: 1000,
    example: 'abcd-efgh-ijkl-mnop',
    description: 'Best one made for this application alone. Kept encrypted and never returned.',
  })
  password: string;

  @LineField({ max: MAX_NAME, optional: true, example: 'Work' })
  name?: string;
}

export class UpdateConnectionDto implements UpdateConnectionRequest {
  @LineField({ max: MAX_NAME, optional: true, example: 'Work' })
  name?: string;

  @LineField({
    max: 1000,
    optional: true,
    example: 'abcd-efgh-ijkl-mnop',
    description: 'A new password for the same account.',
  })
  password?: string;
}

export class UpdateConnectedCalendarDto implements UpdateConnectedCalendarRequest {
  @FlagField({ optional: true, example: true, description: 'Whether its events take your time.' })
  countsAsBusy?: boolean;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    maxItems: MAX_EVENT_TYPES,
    example: ['65f1c0ffee5ca1ab1e000001'],
    description: 'Event types that its events close; null = all of them.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_EVENT_TYPES, { message: `There may be at most ${MAX_EVENT_TYPES} of them.` })
  @ArrayUnique({ message: '$property must not have an entry twice.' })
  @IsMongoId({ each: true, message: '$property must be ids.', context: { code: 'is_id' } })
  eventTypeIds?: string[] | null;

  @FlagField({ optional: true, example: true, description: 'Whether tentative events count.' })
  tentativeCounts?: boolean;

  @FlagField({ optional: true, example: false, description: 'Whether events that are marked as free count.' })
  freeCounts?: boolean;

  @ChoiceField(STALE_CHOICES, {
    optional: true,
    example: 'closed',
    description:
      'What applies while the calendar cannot be read: nothing is offered, or what was read last counts.',
  })
  whenStale?: StaleChoice;
}

export class ConnectedCalendarDto implements ConnectedCalendar {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f911' })
  id: string;

  @ApiProperty({ example: 'Family' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: '#0b8043', description: 'As the provider shows it.' })
  color: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Europe/London',
    description: 'Null = your own zone.',
  })
  timeZone: string | null;

  /** Whether its events take your time */
  @ApiProperty({ example: true })
  countsAsBusy: boolean;

  @ApiProperty({
    type: [String],
    nullable: true,
    example: null,
    description: 'Event types that its events close; null = all.',
  })
  eventTypeIds: string[] | null;

  @ApiProperty({ example: true })
  tentativeCounts: boolean;

  @ApiProperty({ example: false })
  freeCounts: boolean;

  @ApiProperty({ enum: STALE_CHOICES, example: 'closed' })
  whenStale: StaleChoice;

  /** Whether it could not be read for so long that `whenStale` applies */
  @ApiProperty({ example: false })
  isStale: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last read that worked.',
  })
  lastReadAt: string | null;

  @ApiProperty({
    enum: SYNC_FAILURES,
    nullable: true,
    example: null,
    description: 'Why the last read failed.',
  })
  failure: SyncFailure | null;
}

export class ConnectionDto implements Connection {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f910' })
  id: string;

  @ApiProperty({ enum: CALENDAR_PROVIDERS, example: 'ics' })
  provider: CalendarProvider;

  @ApiProperty({ example: 'Family' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'The account at the provider.' })
  account: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: [ConnectedCalendarDto] })
  calendars: ConnectedCalendarDto[];
}

export class ExternalEventsQueryDto {
  @InstantField()
  from: string;

  @InstantField({ description: 'At most 45 days after `from`' })
  to: string;
}

export class ExternalEventDto implements ExternalEvent {
  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiProperty({ example: false })
  allDay: boolean;

  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f911' })
  calendarId: string;
}
