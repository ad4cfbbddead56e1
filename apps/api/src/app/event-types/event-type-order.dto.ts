import type { OrderEventTypesRequest } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

const MAX_IDS = 1000;

export class OrderEventTypesDto implements OrderEventTypesRequest {
  @ApiProperty({
    type: [String],
    maxItems: MAX_IDS,
    example: ['66f0c1d2e3a4b5c6d7e8f903'],
    description: "Every event type's id, in the order of the profile.",
  })
  @IsArray({ message: '$property must be a list of ids.' })
  @ArrayMaxSize(MAX_IDS, { message: `$property must be at most ${MAX_IDS} ids.` })
  @IsString({ each: true, message: '$property must be texts.' })
  ids: string[];
}
