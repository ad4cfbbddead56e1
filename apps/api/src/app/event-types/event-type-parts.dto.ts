import type {
  BookingLimits,
  DateRangeWindow,
  EventLocation,
  LocationKind,
  Question,
  QuestionKind,
  RollingWindow,
} from '@expertbook/contracts';
import { LOCATION_KINDS, MAX_QUESTION_LENGTH, QUESTION_KINDS, SLUG_PATTERN } from '@expertbook/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches, ValidateBy, ValidateNested } from 'class-validator';
import { ChoiceField, FlagField, LineField, MayBeAbsent, WholeNumberField } from '../http/fields';
import { LocalDateField } from '../http/time-fields';

const MAX_OPTIONS = 50;
const MAX_OPTION_LENGTH = 100;
const MAX_WINDOW_DAYS = 730;
const DAY_MINUTES = 1440;
export const WINDOW_KINDS = ['rolling', 'range'] as const;

/** Where a session takes place. */
export class EventLocationDto implements EventLocation {
  @ChoiceField(LOCATION_KINDS)
  kind: LocationKind;

  @LineField({
    max: 500,
    optional: true,
    description:
      'The https link, phone number or address; for `link`, `phone` and `in_person` only, and needed there.',
  })
  value?: string;
}

/** Clients may book up to this many days ahead. */
export class RollingWindowDto implements RollingWindow {
  @ChoiceField(['rolling'])
  kind: 'rolling';

  @WholeNumberField({ min: 0, max: MAX_WINDOW_DAYS, example: 60, description: '0 = today only.' })
  days: number;

  @ChoiceField(['calendar_days', 'business_days'], {
    description: '`business_days` counts Monday to Friday only.',
  })
  unit: 'calendar_days' | 'business_days';
}

/** Clients may book between two dates of the schedule's zone, both inclusive. */
export class DateRangeWindowDto implements DateRangeWindow {
  @ChoiceField(['range'])
  kind: 'range';

  @LocalDateField({ example: '2027-01-04' })
  start: string;

  @LocalDateField({ example: '2027-03-31' })
  end: string;
}

/** Takes the place of a window of an unknown kind, so that the response names the error. */
class UnknownWindow {
  @ChoiceField(WINDOW_KINDS)
  kind: string;
}

/** One of the two windows. */
export function BookingWindowField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      oneOf: [{ $ref: getSchemaPath(RollingWindowDto) }, { $ref: getSchemaPath(DateRangeWindowDto) }],
      discriminator: {
        propertyName: 'kind',
        mapping: { rolling: getSchemaPath(RollingWindowDto), range: getSchemaPath(DateRangeWindowDto) },
      },
      example: { kind: 'rolling', days: 60, unit: 'calendar_days' },
      description: 'How far ahead clients may book.',
    }),
    NestedObject(),
    // Not a discriminator of class-transformer: it reads one from each entry of a list, also from null.
    Type((options) => windowClassOf((options?.object as Record<string, unknown> | undefined)?.['window'])),
  );
}

function windowClassOf(window: unknown): new () => object {
  const kind = (window as { kind?: unknown } | null | undefined)?.kind;
  if (kind === 'rolling') return RollingWindowDto;
  return kind === 'range' ? DateRangeWindowDto : UnknownWindow;
}

/** One object; a list is rejected. */
export function NestedObject(): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isObject',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => '$property must be an object.',
      },
    }),
    ValidateNested({ message: '$property must be an object.' }),
  );
}

/** Objects in a list; lists in it are rejected, which `ValidateNested` alone looks into. */
export function NestedObjects(message: string): PropertyDecorator {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return applyDecorators(
    ValidateBy({
      name: 'isObject',
      validator: {
        validate: (value) => !Array.isArray(value) || value.every(isObject),
        defaultMessage: () => message,
      },
    }),
    ValidateNested({ each: true, message }),
  );
}

/** Maximum of live bookings of the event type; null = no limit. Days and weeks are those of the schedule's zone. */
export class BookingLimitsDto implements BookingLimits {
  @WholeNumberField({ min: 1, max: 1000, nullable: true, example: 4, description: 'Bookings a day.' })
  perDay: number | null;

  @WholeNumberField({ min: 1, max: 7000, nullable: true, example: 12, description: 'Bookings an ISO week.' })
  perWeek: number | null;

  @WholeNumberField({
    min: 5,
    max: DAY_MINUTES,
    step: 5,
    nullable: true,
    example: 240,
    description: 'Booked minutes a day, without buffers.',
  })
  minutesPerDay: number | null;
}

/** A question for the client. */
export class QuestionDto implements Question {
  @ApiProperty({ example: 'topic', pattern: SLUG_PATTERN, description: 'Stable key of the answer.' })
  @Matches(new RegExp(SLUG_PATTERN), {
    message: '$property must be lower case letters, digits and single hyphens.',
    context: { code: 'is_slug' },
  })
  id: string;

  @ChoiceField(QUESTION_KINDS)
  kind: QuestionKind;

  @LineField({ max: MAX_QUESTION_LENGTH, example: 'What would you like to talk about?' })
  label: string;

  @FlagField({ example: false })
  required: boolean;

  @ApiPropertyOptional({
    type: [String],
    maxItems: MAX_OPTIONS,
    example: ['Sales', 'Support'],
    description: 'What may be chosen; for `select` only, and needed there.',
  })
  @MayBeAbsent()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMinSize(1, { message: '$property must not be empty.' })
  @ArrayMaxSize(MAX_OPTIONS, { message: `There may be at most ${MAX_OPTIONS} options.` })
  @ValidateBy({
    name: 'isOptions',
    validator: {
      validate: (value) => Array.isArray(value) && value.every(isOption),
      defaultMessage: () => `Each option must be one line of 1 to ${MAX_OPTION_LENGTH} characters.`,
    },
  })
  options?: string[];
}

function isOption(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_OPTION_LENGTH && /^\P{Cc}*\S\P{Cc}*$/u.test(value);
}
