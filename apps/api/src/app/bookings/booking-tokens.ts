import { hashToken, randomToken } from '../tokens/random-token';
import type { AttendeeRecord } from '../calendars/booking.schema';

/** The two secrets that open a new booking's page. */
export interface BookingTokens {
  /** In the response to the client who booked: the open page continues with it. */
  manageToken: string;
  /** In the mail and nowhere else: who shows it has read the mail, which the other one says nothing about. */
  mailToken: string;
}

export function newTokens(): BookingTokens {
  return { manageToken: randomToken(), mailToken: randomToken() };
}

/** The hashes by which a booking knows its tokens, after those it had before. */
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

/** The attendee's place, opened by one more mail's token too. */
export function withMailToken(attendee: AttendeeRecord, mailToken: string | null): AttendeeRecord {
  if (mailToken === null) return attendee;
  const hash = hashToken(mailToken);
  return {
    ...attendee,
    tokenHashes: [...attendee.tokenHashes, hash],
    mailedHashes: [...(attendee.mailedHashes ?? []), hash],
  };
}

/** Whether a token opens the booking; and whether it came out of a mail, which shows whose the address is. */
export function tokenOpens(
  { tokenHashes, mailedHashes = [] }: Pick<AttendeeRecord, 'tokenHashes' | 'mailedHashes'>,
  token: string | null,
): { opens: boolean; provesEmail: boolean } {
  const hash = token === null ? null : hashToken(token);
  const opens = hash !== null && tokenHashes.includes(hash);
  return { opens, provesEmail: opens && mailedHashes.includes(hash) };
}
