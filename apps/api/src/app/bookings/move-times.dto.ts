import type { SlotsQuery } from '@expertbook/contracts';
import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { SlotsQueryDto } from '../slots/slots.dto';

export class MoveTimesQueryDto
  extends OmitType(SlotsQueryDto, ['booking', 'duration'] as const)
  implements SlotsQuery
{
  @ApiPropertyOptional({
    type: 'integer',
    example: 30,
    description: "Minutes; the booking's own when left out",
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: '$property must be whole minutes.' })
  @Min(5)
  @Max(1440)
  duration?: number;
}
