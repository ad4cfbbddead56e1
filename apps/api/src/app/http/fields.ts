import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { isKnownZone } from '@expertbook/scheduling';

const WITH_OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant in the request: RFC 3339 with an offset or `Z`. */
export function InstantField(options: { optional?: boolean; description?: string } = {}): PropertyDecorator {
  const api = {
    type: String,
    format: 'date-time',
    example: '2027-01-04T09:00:00+01:00',
    description: options.description,
  };
  return applyDecorators(
    options.optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(options.optional ? [IsOptional()] : []),
    IsISO8601(
      { strict: true, strictSeparator: true },
      { message: '$property must be an ISO 8601 date and time.' },
    ),
    Matches(WITH_OFFSET, { message: '$property must end with Z or an offset such as +01:00.' }),
  );
}

/** A calendar day `YYYY-MM-DD` that exists. */
export function LocalDateField(options: { description?: string; example?: string } = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      format: 'date',
      example: options.example ?? '2027-01-04',
      description: options.description,
    }),
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a date such as 2027-01-04.' }),
    IsISO8601({ strict: true }, { message: '$property must be a date that exists.' }),
  );
}

/** A name of the project's own zone data. */
export function TimeZoneField(options: { optional?: boolean } = {}): PropertyDecorator {
  const api = { type: String, example: 'Europe/Berlin', description: 'IANA time-zone name' };
  return applyDecorators(
    options.optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(options.optional ? [IsOptional()] : []),
    ValidateBy({
      name: 'isTimeZone',
      validator: {
        validate: (value) => typeof value === 'string' && isKnownZone(value),
        defaultMessage: () => '$property must be an IANA time zone such as Europe/Berlin.',
      },
    }),
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
  const api = { type: String, minLength: min, maxLength: max, example, description };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(optional ? [IsOptional()] : []),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString({ message: '$property must be a text.' }),
    // eslint-disable-next-line no-control-regex -- refusing control characters is the point
    Matches(/^[^\u0000-\u001f\u007f]*$/u, {
      message: '$property must be one line without control characters.',
    }),
    MinLength(min, {
      message: min === 1 ? '$property must not be empty.' : `$property needs at least ${min} characters.`,
    }),
    MaxLength(max, { message: `$property must have at most ${max} characters.` }),
  );
}
