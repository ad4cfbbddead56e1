import type { CreateHoldRequest, Hold } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { LineField, WholeNumberField } from '../http/fields';
import { InstantField } from '../http/time-fields';

export class CreateHoldDto implements CreateHoldRequest {
  @LineField({ max: 24, example: '65f1c0ffee5ca1ab1e000001' })
  eventTypeId: string;

  @InstantField({ description: 'One of the starts of the slots route' })
  start: string;

  @WholeNumberField({ min: 5, max: 1440, step: 5, optional: true, example: 30 })
  duration?: number;

  @LineField({
    min: 8,
    max: 64,
    optional: true,
    description: 'A random name of the visit: visits behind one address are then counted apart',
  })
  session?: string;
}

/** A time reserved for its holder. */
export class HoldDto implements Hold {
  /** Secret of the holder: to book with the hold, to renew it, to release it */
  token: string;

  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}
