/** Limits on texts, in characters (UTF-16 code units, as `String.length` counts). Requests are checked with them, and forms before. */

/** Octets of a whole address: RFC 5321, 4.5.3.1.3, less the angle brackets. */
export const MAX_EMAIL_LENGTH = 254;
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
/** The name of a person with an account. */
export const MAX_NAME_LENGTH = 100;
export const MAX_HEADLINE_LENGTH = 160;
export const MAX_BIO_LENGTH = 4000;
export const MAX_HANDLE_LENGTH = 40;

/** The title of an event type. */
export const MAX_TITLE_LENGTH = 120;
/** The description of an event type. */
export const MAX_DESCRIPTION_LENGTH = 4000;
export const MAX_GROUP_LENGTH = 60;
export const MAX_QUESTION_LENGTH = 200;
export const MAX_REDIRECT_URL_LENGTH = 500;
/** What a calendar feed is for. */
export const MAX_FEED_NOTE_LENGTH = 100;
/** Whom a secret link is for. */
export const MAX_LINK_NOTE_LENGTH = 200;

export const MAX_CLIENT_NAME_LENGTH = 120;
export const MAX_NOTES_LENGTH = 2000;
export const MAX_ANSWER_LENGTH = 2000;
/** Why a booking is cancelled, rescheduled or declined. */
export const MAX_REASON_LENGTH = 500;
/** What bookings are searched for. */
export const MAX_SEARCH_LENGTH = 100;
export const MAX_BLOCK_TITLE_LENGTH = 120;
/** Why an expert is out of office; in schedules, for the expert only. */
export const MAX_ABSENCE_REASON_LENGTH = 200;
