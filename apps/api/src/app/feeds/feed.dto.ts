import type {
  CalendarFeed,
  ClientFeed,
  ClientFeedScope,
  CreateCalendarFeedRequest,
  CreatedCalendarFeed,
  FeedDetails,
} from '@expertbook/contracts';
import { CLIENT_FEED_SCOPES, FEED_DETAILS, MAX_FEED_NOTE_LENGTH } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, LineField } from '../http/fields';

const DETAILS = 'Everything about each booking, or only that the time is taken';
const URL_EXAMPLE = 'https://book.example.com/api/v1/calendar-feeds/q9Zk1mX0TnB3rVw5yHs8.ics';

export class CreateCalendarFeedDto implements CreateCalendarFeedRequest {
  @ChoiceField(FEED_DETAILS, { description: DETAILS })
  details: FeedDetails;

  @LineField({ min: 0, max: MAX_FEED_NOTE_LENGTH, optional: true, example: 'Family calendar' })
  note?: string;
}

export class CalendarFeedDto implements CalendarFeed {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f906' })
  id: string;

  @ApiProperty({ enum: FEED_DETAILS, description: DETAILS })
  details: FeedDetails;

  note: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a program last read it, to the hour',
  })
  lastReadAt: string | null;
}

export class CreatedCalendarFeedDto extends CalendarFeedDto implements CreatedCalendarFeed {
  /** The secret address; shown this once */
  @ApiProperty({ format: 'uri', example: URL_EXAMPLE })
  url: string;

  /** The same address for programs that open `webcal:` */
  @ApiProperty({ format: 'uri', example: URL_EXAMPLE.replace('https', 'webcal') })
  webcal: string;
}

export class ClientFeedDto implements ClientFeed {
  @ApiProperty({
    enum: CLIENT_FEED_SCOPES,
    description: 'All bookings with this expert, or this one with what it is rescheduled to',
  })
  scope: ClientFeedScope;

  /** The secret address; shown this once */
  @ApiProperty({ format: 'uri', example: URL_EXAMPLE })
  url: string;

  /** The same address for programs that open `webcal:` */
  @ApiProperty({ format: 'uri', example: URL_EXAMPLE.replace('https', 'webcal') })
  webcal: string;
}
