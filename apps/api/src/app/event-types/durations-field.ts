import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, ValidateBy } from 'class-validator';

const MAX_DURATIONS = 10;
const SHORTEST = 5;
const MAX_MINUTES = 1440;
const STEP = 5;

/** One to ten different durations in minutes, each a multiple of 5 from 5 to 1440. */
export function DurationsField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'integer', minimum: SHORTEST, maximum: MAX_MINUTES, multipleOf: STEP },
      minItems: 1,
      maxItems: MAX_DURATIONS,
      uniqueItems: true,
      example: [30, 60],
      description: 'Minutes; the first is the one preselected.',
    }),
    IsArray({ message: '$property must be a list of minutes.' }),
    ArrayMinSize(1, { message: '$property needs at least one.' }),
    ArrayMaxSize(MAX_DURATIONS, { message: `$property may be at most ${MAX_DURATIONS}.` }),
    ValidateBy({
      name: 'isDuration',
      validator: {
        validate: (value) => Array.isArray(value) && value.every(isDuration),
        defaultMessage: () =>
          `$property must be multiples of ${STEP} minutes from ${SHORTEST} to ${MAX_MINUTES}.`,
      },
    }),
    ArrayUnique({ message: '$property must all be different.' }),
  );
}

function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value >= SHORTEST && value <= MAX_MINUTES && value % STEP === 0;
}
