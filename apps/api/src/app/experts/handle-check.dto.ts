import type { HandleCheck, HandleStanding } from '@expertbook/contracts';
import { HANDLE_STANDINGS } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** The result that saving this handle would have right now. */
export class HandleCheckDto implements HandleCheck {
  @ApiProperty({ example: 'ada' })
  handle: string;

  @ApiProperty({
    enum: HANDLE_STANDINGS,
    example: 'free',
    description:
      '`own`: your present one. `taken`: somebody else’s, present or former, or kept for a while after it was given up. `reserved`: a word that no page can have. `malformed`: not 3 to 40 lower case letters, digits and single hyphens.',
  })
  standing: HandleStanding;
}
