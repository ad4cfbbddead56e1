import type { ErrorCode } from '@expertbook/contracts';

interface ErrorEntry {
  status: number;
  title: string;
}

/** The one place that maps a code to its HTTP status and its short English title. */
export const ERROR_CATALOGUE = {
  validation_failed: { status: 422, title: 'Some fields are not right.' },
  malformed_request: { status: 400, title: 'The request could not be read.' },
  unsupported_media_type: { status: 415, title: 'Send plain JSON, not encoded.' },
  payload_too_large: { status: 413, title: 'The request is too large.' },
  unauthenticated: { status: 401, title: 'Please sign in.' },
  invalid_credentials: { status: 401, title: 'Email and password do not match.' },
  reauthentication_required: { status: 403, title: 'Please confirm your password first.' },
  forbidden: { status: 403, title: 'This is not allowed.' },
  origin_refused: { status: 403, title: 'This site may not call from here.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  email_taken: { status: 409, title: 'This email has an account already.' },
  handle_taken: { status: 409, title: 'This link name is taken.' },
  handle_reserved: { status: 422, title: 'This link name is reserved.' },
  already_expert: { status: 409, title: 'You are an expert already.' },
  not_expert: { status: 403, title: 'Become an expert first.' },
  slug_taken: { status: 409, title: 'Another event type has this link.' },
  schedule_in_use: { status: 409, title: 'Event types use this schedule.' },
  last_schedule: { status: 409, title: 'The default schedule cannot be removed.' },
  unknown_time_zone: { status: 422, title: 'This time zone is unknown.' },
  invalid_range: { status: 422, title: 'This range of dates is not right.' },
  invalid_duration: { status: 422, title: 'This duration is not offered.' },
  outside_hours: { status: 422, title: 'This time is outside the working hours.' },
  out_of_office: { status: 422, title: 'The expert is away on this day.' },
  off_grid: { status: 422, title: 'No slot starts at this time.' },
  min_notice: { status: 422, title: 'This time is too soon.' },
  out_of_window: { status: 422, title: 'This date cannot be booked yet or any more.' },
  in_the_past: { status: 422, title: 'This time has passed.' },
  slot_taken: { status: 409, title: 'This time has just been taken.' },
  slot_held: { status: 409, title: 'Somebody is booking this time right now.' },
  limit_reached: { status: 409, title: 'No more bookings are taken on this day.' },
  same_time: { status: 409, title: 'The booking is at this time already.' },
  already_booked: { status: 409, title: 'This address has a place in this session already.' },
  event_type_inactive: { status: 404, title: 'This event type is not bookable.' },
  answers_invalid: { status: 422, title: 'Some answers are not right.' },
  hold_expired: { status: 409, title: 'The time was kept for you too long ago.' },
  hold_limit: { status: 429, title: 'Too many times are being kept at once.' },
  illegal_transition: { status: 409, title: 'The booking cannot change this way any more.' },
  link_used: { status: 410, title: 'This link has been used.' },
  link_expired: { status: 410, title: 'This link has expired.' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key came with another request.' },
  idempotency_in_progress: { status: 409, title: 'The same request is still being worked on.' },
  rate_limited: { status: 429, title: 'Too many requests.' },
  busy_try_again: { status: 503, title: 'Busy for a moment. Please try again.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<ErrorCode, ErrorEntry>;
