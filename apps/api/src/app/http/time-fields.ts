import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, Matches, ValidateBy } from 'class-validator';
import { isKnownZone } from '@expertbook/scheduling';
import { MayBeAbsent } from './fields';

const WITH_OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/;
/**
 * RFC 3339, seconds optional. Of the many forms of ISO 8601 (week dates, ordinals, signs) it is the one that all
 * parsers read in the same way.
 */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

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
    ...(options.optional ? [MayBeAbsent()] : []),
    IsISO8601(
      { strict: true, strictSeparator: true },
      { message: '$property must be an ISO 8601 date and time.' },
    ),
    Matches(WITH_OFFSET, {
      message: '$property must end with Z or an offset such as +01:00.',
      context: { code: 'is_instant' },
    }),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value) =>
          typeof value === 'string' && RFC_3339.test(value) && !Number.isNaN(Date.parse(value)),
        defaultMessage: () => '$property must be an instant such as 2027-01-04T09:00:00+01:00.',
      },
    }),
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
    Matches(/^\d{4}-\d{2}-\d{2}$/, {
      message: '$property must be a date such as 2027-01-04.',
      context: { code: 'is_date' },
    }),
    IsISO8601(
      { strict: true },
      { message: '$property must be a date that exists.', context: { code: 'is_date' } },
    ),
  );
}

/** A name of the project's own zone data. */
export function TimeZoneField(options: { optional?: boolean } = {}): PropertyDecorator {
  const api = { type: String, example: 'Europe/Berlin', description: 'IANA time-zone name' };
  return applyDecorators(
    options.optional ? ApiPropertyOptional(api) : ApiProperty(api),
    ...(options.optional ? [MayBeAbsent()] : []),
    ValidateBy({
      name: 'isTimeZone',
      validator: {
        validate: (value) => typeof value === 'string' && isKnownZone(value),
        defaultMessage: () => '$property must be an IANA time zone such as Europe/Berlin.',
      },
    }),
  );
}
