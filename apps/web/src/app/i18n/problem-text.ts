import type { ErrorCode, Problem } from '@expertbook/contracts';
import { inject } from '@angular/core';
import { LanguageService } from './language.service';
import type { TextKey } from './translator';
import { translator } from './translator';

/** Texts of codes whose meaning does not depend on the request. */
const PROBLEM_TEXTS: Partial<Record<ErrorCode, TextKey<'problems'>>> = {
  validation_failed: 'invalid',
  malformed_request: 'invalid',
  answers_invalid: 'invalid',
  unauthenticated: 'signIn',
  invalid_credentials: 'credentials',
  reauthentication_required: 'reauthenticate',
  forbidden: 'forbidden',
  not_found: 'notFound',
  email_taken: 'emailTaken',
  handle_taken: 'handleTaken',
  handle_reserved: 'handleTaken',
  slug_taken: 'slugTaken',
  slot_taken: 'taken',
  slot_held: 'held',
  outside_hours: 'unavailable',
  out_of_office: 'unavailable',
  off_grid: 'unavailable',
  out_of_window: 'unavailable',
  limit_reached: 'unavailable',
  same_time: 'sameTime',
  already_booked: 'alreadyBooked',
  email_code_required: 'emailCode',
  email_code_wrong: 'emailCode',
  event_type_inactive: 'unavailable',
  min_notice: 'tooSoon',
  in_the_past: 'past',
  hold_expired: 'holdExpired',
  hold_limit: 'holdLimit',
  proof_of_work_required: 'slowDown',
  illegal_transition: 'changed',
  request_expired: 'requestExpired',
  link_used: 'linkUsed',
  link_expired: 'linkExpired',
  registration_closed: 'registrationClosed',
  invitation_required: 'invitationRequired',
  address_not_reachable: 'addressNotReachable',
  calendar_unreadable: 'calendarUnreadable',
  provider_refused: 'providerRefused',
  connection_limit: 'connectionLimit',
  feed_limit: 'feedLimit',
  rate_limited: 'slowDown',
  busy_try_again: 'busy',
};

/**
 * Returns the text of a problem in the current language: in English the API's own text, which is more specific. Call it
 * in an injection context; needs the scope `problems`, which every page loads.
 */
export function problemText(): (problem: Problem) => string {
  const t = translator('problems');
  const texts = inject(LanguageService);
  return (problem) => {
    if (texts.language() === 'en' && problem.detail) return problem.detail;
    if (problem.status === 0) return t('offline');
    return t(PROBLEM_TEXTS[problem.code] ?? 'other');
  };
}
