import type { FieldError, FieldErrorCode } from '@expertbook/contracts';
import { inject } from '@angular/core';
import { LanguageService } from './language.service';
import type { TextKey } from './translator';
import { translator } from './translator';

/** Texts of rejected fields; null where only the API's own text explains the error. */
const FIELD_TEXTS: Readonly<Record<FieldErrorCode, TextKey<'problems'> | null>> = {
  array_max_size: 'field.mostOfThem',
  array_min_size: 'field.leastOfThem',
  array_unique: 'field.duplicate',
  client_own: 'field.own',
  common_password: 'field.commonPassword',
  duplicate: 'field.duplicate',
  duplicate_date: 'field.duplicate',
  demo_only: 'field.demoOnly',
  domain_not_allowed: 'field.domain',
  email_taken: 'emailTaken',
  email_code_required: 'emailCode',
  email_code_wrong: 'emailCode',
  end_before_start: 'field.endBeforeStart',
  guests_not_allowed: 'field.noGuests',
  handle_reserved: 'handleTaken',
  handle_taken: 'handleTaken',
  in_the_past: 'past',
  invalid: null,
  invalid_date: 'field.date',
  invalid_duration: 'field.duration',
  invalid_in_person: 'field.needed',
  invalid_link: 'field.link',
  invalid_phone: 'field.phone',
  invalid_range: 'field.range',
  invalid_time: 'field.time',
  is_array: null,
  is_boolean: null,
  is_color: 'field.color',
  is_date: 'field.date',
  is_duration: 'field.grid',
  is_email: 'field.email',
  is_id: 'field.choose',
  is_in: 'field.choose',
  is_instant: 'field.time',
  is_int: 'field.whole',
  is_number: 'field.number',
  is_object: null,
  is_options: 'field.options',
  is_region: null,
  is_site: 'field.site',
  is_slug: 'field.slug',
  is_string: null,
  is_time_zone: 'field.zone',
  is_week: null,
  limit_reached: 'unavailable',
  max: 'field.most',
  max_length: 'field.long',
  min: 'field.least',
  min_length: 'field.short',
  min_notice: 'tooSoon',
  multiple_of: 'field.multiple',
  not_invited: 'field.notInvited',
  not_used: null,
  off_grid: 'field.grid',
  one_line: 'field.characters',
  out_of_office: 'unavailable',
  out_of_window: 'unavailable',
  outside_hours: 'unavailable',
  overlapping_ranges: 'field.overlap',
  plain_text: 'field.characters',
  required: 'field.needed',
  seven_weekdays: null,
  slot_held: 'held',
  slot_taken: 'taken',
  slug_taken: 'slugTaken',
  too_long: 'field.long',
  too_long_apart: 'field.range',
  unknown_field: null,
  unknown_time_zone: 'field.zone',
  unknown_variable: null,
  validation_failed: null,
  weak_password: 'field.password',
};

/**
 * Returns the text of a rejected field in the current language. Without a text of its own it is the API's in English,
 * and a general one in other languages; an unknown code of a newer API has the API's text. Needs the scope `problems`.
 */
export function fieldText(): (error: FieldError) => string {
  const t = translator('problems');
  const texts = inject(LanguageService);
  return ({ code, message, params }) => {
    if (!Object.hasOwn(FIELD_TEXTS, code)) return message;
    const key = FIELD_TEXTS[code];
    if (key === null) return texts.language() === 'en' && message ? message : t('field.check');
    const limit = params?.['count'];
    if (code === 'min_length' && limit === 1) return t('field.needed');
    if (!NUMBERED.has(key)) return t(key);
    return limit === undefined ? t('field.check') : t(key, { count: limit });
  };
}

/** Texts that contain a number. */
const NUMBERED: ReadonlySet<string> = new Set<TextKey<'problems'>>([
  'field.mostOfThem',
  'field.leastOfThem',
  'field.most',
  'field.long',
  'field.least',
  'field.short',
  'field.multiple',
]);
