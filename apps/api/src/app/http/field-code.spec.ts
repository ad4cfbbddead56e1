import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD_ERROR_CODES } from '@expertbook/contracts';
import { fieldCodeOf } from './field-code';
import { createValidationPipe } from './validation';
import { CreateBookingDto } from '../bookings/booking.dto';

const APP = join(__dirname, '..');

/** Every validation rule of every request of the API. */
function allRules(): ValidationMetadata[] {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => one.endsWith('.dto.ts'))) jest.requireActual(join(APP, file));
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<unknown, ValidationMetadata[]>;
  };
  return [...validationMetadatas.values()].flat();
}

describe('the code of a rejected field', () => {
  it('is a documented and specific one, for every rule of every request', () => {
    const rules = allRules().filter(({ type }) => type !== 'conditionalValidation');
    expect(rules.length).toBeGreaterThan(100);
    const nameless = rules
      .filter((rule) => fieldCodeOf(nameOf(rule), rule.context) === 'invalid')
      .map((rule) => `${String(rule.propertyName)}: ${nameOf(rule)}`);
    expect([...new Set(nameless)]).toEqual([]);
  });

  it('is documented once', () => {
    expect(new Set(FIELD_ERROR_CODES).size).toBe(FIELD_ERROR_CODES.length);
  });

  it.each([
    [{ attendee: { name: '' } }, 'attendee.name', 'min_length', { count: 1 }],
    [{ attendee: { name: 'x'.repeat(121) } }, 'attendee.name', 'max_length', { count: 120 }],
    [{ attendee: { name: 'a\u0000b' } }, 'attendee.name', 'one_line', undefined],
    [{ attendee: { email: 'x' } }, 'attendee.email', 'is_email', undefined],
    [{ attendee: { timeZone: 'Mars/Olympus' } }, 'attendee.timeZone', 'is_time_zone', undefined],
    [{ attendee: 7 }, 'attendee', 'is_object', undefined],
    [{ start: 'soon' }, 'start', 'is_instant', undefined],
    [{ start: '2027-01-04T09:00:00' }, 'start', 'is_instant', undefined],
    [{ duration: 7 }, 'duration', 'multiple_of', { count: 5 }],
    [{ duration: 2000 }, 'duration', 'max', { count: 1440 }],
    [{ guests: Array.from({ length: 11 }, () => 'a@b.example') }, 'guests', 'array_max_size', { count: 10 }],
    [{ guests: 'a@b.example' }, 'guests', 'is_array', undefined],
    [{ surprise: 1 }, 'surprise', 'unknown_field', undefined],
  ])('of %j is that of the rule, with its number', async (change, field, code, params) => {
    const attendee = { name: 'Grace', email: 'grace@example.com', timeZone: 'UTC' };
    const given: Record<string, unknown> = change;
    const request = {
      eventTypeId: '65f1c0ffee5ca1ab1e000001',
      start: '2027-01-04T09:00:00Z',
      ...change,
      attendee:
        typeof given['attendee'] === 'number'
          ? given['attendee']
          : { ...attendee, ...(given['attendee'] ?? {}) },
    };
    const refused = createValidationPipe().transform(request, { type: 'body', metatype: CreateBookingDto });
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      options: { errors: [{ field, code, ...(params && { params }) }] },
    });
  });
});

function nameOf({ name, type }: ValidationMetadata): string {
  return name ?? type;
}
