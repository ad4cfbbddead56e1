import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { MAX_EMAIL_LENGTH } from '@expertbook/contracts';
import { isEmailAddress } from './email-address';
import { ONE_LINE, PLAIN_TEXT, PLAIN_TEXT_SENT } from './text-patterns';

const REGION = /^(?:[A-Z]{2}|\d{3})$/;

/** May be left out; a value is always checked. Unlike with `IsOptional`, null is a value. */
export const MayBeAbsent = (): PropertyDecorator =>
  ValidateIf((_object, value) => value !== undefined) as PropertyDecorator;

/** May be null; any other value is checked. */
export const MayBeNull = (): PropertyDecorator =>
  ValidateIf((_object, value) => value !== null) as PropertyDecorator;

/** A region as locales name it: two letters of ISO 3166-1, or three digits of UN M49. */
export function RegionField(options: { optional?: boolean; description?: string } = {}): PropertyDecorator {
  const api = { type: String, pattern: REGION.source, example: 'US', description: options.description };
  return applyDecorators(
    options.optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(options.optional ? [MayBeAbsent()] : []),
    Matches(REGION, { message: '$property must be a region such as US.', context: { code: 'is_region' } }),
  );
}

/** One line of text: trimmed, without control characters, from `min` to `max` characters. */
export function LineField(options: {
  min?: number;
  max: number;
  optional?: boolean;
  example?: string;
  description?: string;
}): PropertyDecorator {
  const { min = 1, max, optional, example, description } = options;
  const api = {
    type: String,
    minLength: min,
    maxLength: max,
    pattern: ONE_LINE.source,
    example,
    description,
  };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(optional ? [MayBeAbsent()] : []),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString({ message: '$property must be a text.' }),
    Matches(ONE_LINE, {
      message: '$property must be one line without control characters.',
      context: { code: 'one_line' },
    }),
    MinLength(min, {
      message: min === 1 ? '$property must not be empty.' : `$property needs at least ${min} characters.`,
    }),
    MaxLength(max, { message: `$property must have at most ${max} characters.` }),
  );
}

/** Several lines of text: trimmed, line ends changed to `\n`, no other control characters, at most `max` characters. */
export function TextField(options: {
  max: number;
  optional?: boolean;
  example?: string;
  description?: string;
}): PropertyDecorator {
  const { max, optional, example, description } = options;
  const api = { type: String, maxLength: max, pattern: PLAIN_TEXT_SENT.source, example, description };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(optional ? [MayBeAbsent()] : []),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : value,
    ),
    IsString({ message: '$property must be a text.' }),
    Matches(PLAIN_TEXT, {
      message: '$property must not have control characters.',
      context: { code: 'plain_text' },
    }),
    MaxLength(max, { message: `$property must have at most ${max} characters.` }),
  );
}

/** An email address, kept as typed. */
export function EmailField(options: { description?: string } = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      format: 'email',
      maxLength: MAX_EMAIL_LENGTH,
      example: 'ada@example.com',
      description: options.description,
    }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    ValidateBy({
      name: 'isEmail',
      validator: { validate: isEmailAddress, defaultMessage: () => '$property must be an email address.' },
    }),
    MaxLength(MAX_EMAIL_LENGTH, { message: `$property must have at most ${MAX_EMAIL_LENGTH} characters.` }),
  );
}

/** A whole number from `min` to `max`; with `step` a multiple of it. */
export function WholeNumberField(options: {
  min: number;
  max: number;
  step?: number;
  optional?: boolean;
  nullable?: boolean;
  example?: number;
  description?: string;
}): PropertyDecorator {
  const { min, max, step, optional, nullable, example, description } = options;
  const api = {
    type: 'integer' as const,
    minimum: min,
    maximum: max,
    ...(step !== undefined && { multipleOf: step }),
    ...(nullable && { nullable }),
    example,
    description,
  };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ValidateIf((_object, value) => !(optional && value === undefined) && !(nullable && value === null)),
    IsInt({ message: '$property must be a whole number.' }),
    Min(min, { message: `$property must be at least ${min}.` }),
    Max(max, { message: `$property must be at most ${max}.` }),
    ...(step === undefined ? [] : [MultipleOf(step)]),
  );
}

function MultipleOf(step: number): PropertyDecorator {
  return ValidateBy({
    name: 'multipleOf',
    constraints: [step],
    validator: {
      validate: (value) => typeof value === 'number' && value % step === 0,
      defaultMessage: () => `$property must be a multiple of ${step}.`,
    },
  });
}

/** A boolean. Strings such as `"true"` are rejected. */
export function FlagField(
  options: { optional?: boolean; example?: boolean; description?: string } = {},
): PropertyDecorator {
  const { optional, example = true, description } = options;
  const api = { type: Boolean, example, description };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(optional ? [MayBeAbsent()] : []),
    IsBoolean({ message: '$property must be true or false.' }),
  );
}

/** One of several strings or numbers. */
export function ChoiceField<T extends string | number>(
  choices: readonly T[],
  options: { optional?: boolean; nullable?: boolean; example?: T; description?: string } = {},
): PropertyDecorator {
  const { optional, nullable, example = choices[0], description } = options;
  const api = {
    ...(typeof choices[0] === 'number' && { type: 'integer' as const }),
    enum: [...choices],
    ...(nullable && { nullable }),
    example,
    description,
  };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ValidateIf((_object, value) => !(optional && value === undefined) && !(nullable && value === null)),
    IsIn([...choices], {
      message: `$property must be one of ${choices.join(', ')}${nullable ? ', or null' : ''}.`,
    }),
  );
}
