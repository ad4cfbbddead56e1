/** All stable error codes of the API. Integrators branch on these, never on texts. */
export const ERROR_CODES = [
  'validation_failed',
  'malformed_request',
  'unsupported_media_type',
  'payload_too_large',
  'unauthenticated',
  'invalid_credentials',
  'reauthentication_required',
  'forbidden',
  'origin_refused',
  'not_found',
  'email_taken',
  'handle_taken',
  'handle_reserved',
  'already_expert',
  'not_expert',
  'slug_taken',
  'schedule_in_use',
  'last_schedule',
  'unknown_time_zone',
  'invalid_range',
  'invalid_duration',
  'outside_hours',
  'out_of_office',
  'off_grid',
  'min_notice',
  'out_of_window',
  'in_the_past',
  'slot_taken',
  'slot_held',
  'limit_reached',
  'same_time',
  'already_booked',
  'email_code_required',
  'email_code_wrong',
  'event_type_inactive',
  'answers_invalid',
  'hold_expired',
  'hold_limit',
  'proof_of_work_required',
  'illegal_transition',
  'request_expired',
  'link_used',
  'link_expired',
  'registration_closed',
  'invitation_required',
  'idempotency_mismatch',
  'idempotency_in_progress',
  'address_not_reachable',
  'calendar_unreadable',
  'provider_refused',
  'connection_limit',
  'feed_limit',
  'rate_limited',
  'busy_try_again',
  'internal_error',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a time cannot be booked. Used in 409 and 422 problems and for "why is 10:00 not offered?". */
export const UNBOOKABLE_REASONS = [
  'invalid_duration',
  'off_grid',
  'in_the_past',
  'min_notice',
  'out_of_window',
  'out_of_office',
  'outside_hours',
  'limit_reached',
  'slot_taken',
  'slot_held',
] as const satisfies readonly ErrorCode[];

export type UnbookableReason = (typeof UNBOOKABLE_REASONS)[number];

/** The same for the expert, who also hears of connected calendars: clients get `slot_taken` in place of `busy_elsewhere`. */
export const OBSTACLE_REASONS = [...UNBOOKABLE_REASONS, 'busy_elsewhere'] as const;

export type ObstacleReason = (typeof OBSTACLE_REASONS)[number];

/**
 * All stable codes of a rejected field, so that a page can translate them. Those of single values are named after the
 * broken rule, or are the reason why a time cannot be booked; `validation_failed` is for an error that only the
 * message describes.
 */
export const FIELD_ERROR_CODES = [
  'invalid_duration',
  'off_grid',
  'in_the_past',
  'min_notice',
  'out_of_window',
  'out_of_office',
  'outside_hours',
  'limit_reached',
  'slot_taken',
  'slot_held',
  'array_max_size',
  'array_min_size',
  'array_unique',
  'client_own',
  'common_password',
  'duplicate',
  'duplicate_date',
  'demo_only',
  'domain_not_allowed',
  'email_code_required',
  'email_code_wrong',
  'email_taken',
  'end_before_start',
  'guests_not_allowed',
  'handle_reserved',
  'handle_taken',
  'invalid',
  'invalid_date',
  'invalid_in_person',
  'invalid_link',
  'invalid_phone',
  'invalid_range',
  'invalid_time',
  'is_array',
  'is_boolean',
  'is_color',
  'is_date',
  'is_duration',
  'is_email',
  'is_id',
  'is_in',
  'is_instant',
  'is_int',
  'is_number',
  'is_object',
  'is_options',
  'is_region',
  'is_site',
  'is_slug',
  'is_string',
  'is_time_zone',
  'is_week',
  'max',
  'max_length',
  'min',
  'min_length',
  'multiple_of',
  'not_invited',
  'not_used',
  'one_line',
  'overlapping_ranges',
  'plain_text',
  'required',
  'seven_weekdays',
  'slug_taken',
  'too_long',
  'too_long_apart',
  'unknown_field',
  'unknown_time_zone',
  'unknown_variable',
  'validation_failed',
  'weak_password',
] as const;

export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];

/**
 * One rejected field: `field` is its path in the request body (`attendee.email`, `guests.1`), `message` an English
 * sentence.
 */
export interface FieldError {
  field: string;
  code: FieldErrorCode;
  message: string;
  /** The numbers in the message: `{ count: 120 }` of `max_length`; the remaining attempts with `email_code_wrong`. */
  params?: Readonly<Record<string, number>>;
}

/** Header of a solved {@link ProofChallenge}: base64 of JSON `{algorithm, challenge, number, salt, signature}`. */
export const PROOF_HEADER = 'X-Proof-Of-Work';

/**
 * Work required from a client: find the number from 0 to `maxnumber` for which the SHA-256 of `salt` followed by the
 * number in decimal digits is `challenge`, in hex (ALTCHA).
 */
export interface ProofChallenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** An `application/problem+json` body (RFC 9457) with the members this API adds. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  errors?: FieldError[];
  /** Nearest free starts, earliest first; only with a 409 on a time. */
  alternatives?: string[];
  /** Seconds to wait before the next try; only with 403 `email_code_required`, 409 `slot_held`, 429 and 503. */
  retryAfter?: number;
  /** Only with 428 `proof_of_work_required`. */
  challenge?: ProofChallenge;
}
