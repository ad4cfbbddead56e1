import type { FieldError } from '@expertbook/contracts';
import { MAX_EMAIL_LENGTH, MAX_GUESTS } from '@expertbook/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray } from 'class-validator';
import type { GuestRule } from '../event-types/guest-rule';
import { allowsGuests } from '../event-types/guest-rule';
import { addressKey, isEmailAddress } from '../http/email-address';
import { MayBeAbsent } from '../http/fields';

/** A list of addresses, trimmed. {@link checkGuests} validates each and names the invalid one. */
export function GuestsField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: 'array',
      items: { type: 'string', format: 'email', maxLength: MAX_EMAIL_LENGTH },
      maxItems: MAX_GUESTS,
      example: ['alan@example.com'],
      description: `Guests: addresses that differ from each other and from the client's, ignoring upper and lower case. Only where the event type says \`guestsAllowed\`.`,
    }),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one.trim() : one)) : value,
    ),
    MayBeAbsent(),
    IsArray({ message: '$property must be a list of email addresses.' }),
    ArrayMaxSize(MAX_GUESTS, { message: `$property may be at most ${MAX_GUESTS} addresses.` }),
  );
}

/** Errors of the guests, by field (`guests.1`); empty when there are none. */
export function checkGuests(
  eventType: GuestRule,
  clientEmail: string,
  guests: readonly unknown[],
): FieldError[] {
  if (guests.length === 0) return [];
  if (!allowsGuests(eventType)) {
    return [{ field: 'guests', code: 'guests_not_allowed', message: 'No guests can be invited to this.' }];
  }
  const keys = guests.map((guest) => (typeof guest === 'string' ? addressKey(guest) : null));
  return guests.flatMap((guest, i): FieldError[] => {
    const field = `guests.${i}`;
    if (!isEmailAddress(guest)) {
      return [{ field, code: 'is_email', message: 'Please give an email address.' }];
    }
    if (keys[i] === addressKey(clientEmail)) {
      return [{ field, code: 'client_own', message: 'This is your own address; you are invited anyway.' }];
    }
    if (keys.indexOf(addressKey(guest)) < i) {
      return [{ field, code: 'duplicate', message: 'This address is there already.' }];
    }
    return [];
  });
}
