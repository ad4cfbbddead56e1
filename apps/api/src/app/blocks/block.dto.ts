import type {
  Block,
  CalendarHold,
  CalendarQuery,
  CalendarView,
  CreateBlockRequest,
} from '@expertbook/contracts';
import { MAX_BLOCK_TITLE_LENGTH } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { BookingDto } from '../bookings/booking-response.dto';
import { LineField } from '../http/fields';
import { InstantField } from '../http/time-fields';

export class CreateBlockDto implements CreateBlockRequest {
  @InstantField({ description: 'On the 5-minute grid' })
  start: string;

  @InstantField({ description: 'On the 5-minute grid, at most 24 hours after `start`' })
  end: string;

  @LineField({ min: 0, max: MAX_BLOCK_TITLE_LENGTH, optional: true, example: 'Dentist' })
  title?: string;
}

export class BlockDto implements Block {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f906' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  title: string;
}

export class CalendarQueryDto implements CalendarQuery {
  @InstantField()
  from: string;

  @InstantField({ description: 'At most 45 days after `from`' })
  to: string;
}

class HeldEventTypeDto {
  @ApiProperty({ example: '65f1c0ffee5ca1ab1e000001' })
  id: string;
  title: string;
}

class CalendarHoldDto implements CalendarHold {
  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  eventType: HeldEventTypeDto;
}

export class CalendarViewDto implements CalendarView {
  /** Pending, confirmed, completed and no-show bookings; one entry per attendee */
  bookings: BookingDto[];
  holds: CalendarHoldDto[];
  blocks: BlockDto[];
}
