import type { ReminderStop } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { FlagField } from '../http/fields';

/** Stops reminders, or starts them again. */
export class UpdateReminderStopDto {
  @FlagField({ example: true })
  isStopped: boolean;
}

class StopExpertDto {
  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;

  @ApiProperty({ example: 'ada' })
  handle: string;
}

export class ReminderStopDto implements ReminderStop {
  /** Whose reminders they are */
  expert: StopExpertDto;

  /** Whether they are stopped. Confirmations and changes of bookings are sent in any case */
  isStopped: boolean;
}
