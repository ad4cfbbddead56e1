import type { EmailCodeRequest, EmailCodeSent, Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { ChoiceField, EmailField, LineField, MayBeAbsent } from '../http/fields';

/** Arabic, Persian and full-width digits; the last four bits of each are its value. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** A code as people type it: with spaces or hyphens, in the digits of their keyboard. */
export function EmailCodeField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: String,
      pattern: '^[0-9]{6}$',
      example: '204816',
      description:
        'The code that `POST /bookings/email-codes` sent to `attendee.email`. Only needed where the event type says `requiresEmailCode`, or the response was `email_code_required`.',
    }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string'
        ? value.replace(/[\s-]/g, '').replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
        : value,
    ),
    MayBeAbsent(),
    Matches(/^[0-9]{6}$/, {
      message: '$property must be the six digits of the code.',
      context: { code: 'email_code_wrong' },
    }),
  );
}

export class EmailCodeRequestDto implements EmailCodeRequest {
  @EmailField({ description: 'The address that gets the code' })
  email: string;

  @LineField({ max: 24, example: '65f1c0ffee5ca1ab1e000001', description: 'What is to be booked' })
  eventTypeId: string;

  @ChoiceField(LANGUAGES, {
    optional: true,
    description: "Of the mail. Left out: that of the cookie `lang` or of Accept-Language, else the expert's.",
  })
  language?: Language;
}

export class EmailCodeSentDto implements EmailCodeSent {
  /** When the valid code was sent. */
  @ApiProperty({ format: 'date-time' })
  sentAt: string;

  /** When the code expires; from then on another one can be sent. */
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}
