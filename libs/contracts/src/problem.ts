/** Every stable error code the API answers with. Integrators switch on these, never on texts. */
export const ERROR_CODES = [
  'validation_failed',
  'malformed_request',
  'unsupported_media_type',
  'payload_too_large',
  'unauthenticated',
  'invalid_credentials',
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
  'event_type_inactive',
  'answers_invalid',
  'hold_expired',
  'hold_limit',
  'illegal_transition',
  'link_used',
  'link_expired',
  'idempotency_mismatch',
  'idempotency_in_progress',
  'rate_limited',
  'busy_try_again',
  'internal_error',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a time cannot be booked. The same codes answer 409/422 and "why is 10:00 not offered?". */
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

/** One refused field: `field` is its path in the request body (`attendee.email`), `message` a sentence. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
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
  /** Seconds until it is worth trying again; only with 409 `slot_held`, 429 and 503. */
  retryAfter?: number;
}
