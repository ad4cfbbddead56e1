/**
 * Names of events in the log: the field `event` of a line. Alerts and searches depend on them, so a released name
 * keeps its meaning.
 */
export const EVENT_NAMES = [
  // Requests. A rejected one has the name of its error instead of `http.request`.
  'http.request',
  'http.failed',
  'auth.refused',
  'auth.sign_in_failed',
  'access.refused',
  'limit.blocked',
  'booking.refused',
  // Accounts.
  'auth.registered',
  'auth.sign_in',
  'auth.signed_out',
  'auth.session_ended',
  'auth.other_sessions_ended',
  'auth.reauthenticated',
  'auth.password_changed',
  'auth.password_reset_requested',
  'auth.password_reset',
  'account.email_changed',
  'account.email_change_stopped',
  'account.email_verified',
  'account.exported',
  'account.deleted',
  // Bookings.
  'client.erased',
  // Scheduled messages that were not sent, with the reason.
  'message.dropped',
  // Pictures for link previews.
  'preview.failed',
  // Addresses that users give.
  'egress.refused',
  // Connected calendars.
  'calendar.changes_ignored',
  'calendar.failed',
  'calendar.stale',
  'calendar.write_failed',
  // The process, its database and its environment.
  'api.draining',
  'health.not_ready',
  'health.ready',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];
