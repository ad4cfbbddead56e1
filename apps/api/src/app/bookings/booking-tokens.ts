import { hashToken, randomToken } from '../tokens/random-token';
import type { AttendeeRecord } from '../calendars/booking.schema';

/** The two secrets that give access to a new booking. */
export interface BookingTokens {
  /** In the response to the client who booked: the open page continues with it. */
  manageToken: string;
  /** In the mail and nowhere else: it shows that the mail was read, which the other one does not. */
  mailToken: string;
}

export function newTokens(): BookingTokens {
  return { manageToken: randomToken(), mailToken: randomToken() };
}

/** The hashes of a booking's tokens, after its earlier ones. */
export function hashesOf(
  { manageToken, mailToken }: BookingTokens,
  before: Pick<AttendeeRecord, 'tokenHashes' | 'mailedHashes'> = { tokenHashes: [] },
): Required<Pick<AttendeeRecord, 'tokenHashes' | 'mailedHashes'>> {
  const mailed = hashToken(mailToken);
  return {
    tokenHashes: [...before.tokenHashes, hashToken(manageToken), mailed],
    mailedHashes: [...(before.mailedHashes ?? []), mailed],
  };
}

/** The attendee, accessible with one more token of a mail. */
export function withMailToken(attendee: AttendeeRecord, mailToken: string | null): AttendeeRecord {
  if (mailToken === null) return attendee;
  const hash = hashToken(mailToken);
  return {
    ...attendee,
    tokenHashes: [...attendee.tokenHashes, hash],
    mailedHashes: [...(attendee.mailedHashes ?? []), hash],
  };
}

/** Whether a token gives access to the booking, and whether it is from a mail, which verifies the address. */
export function tokenOpens(
  { tokenHashes, mailedHashes = [] }: Pick<AttendeeRecord, 'tokenHashes' | 'mailedHashes'>,
  token: string | null,
): { opens: boolean; provesEmail: boolean } {
  const hash = token === null ? null : hashToken(token);
  const opens = hash !== null && tokenHashes.includes(hash);
  return { opens, provesEmail: opens && mailedHashes.includes(hash) };
}
