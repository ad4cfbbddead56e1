/** Longer words are found by their first characters. */
const MAX_WORD_LENGTH = 40;
const RUNS = /[\p{L}\p{N}\p{M}]+/gu;

/** The searchable fields of a booking, as stored, so any of them may be missing. */
export interface Searchable {
  title?: string;
  attendees?: readonly { name?: string; email?: string; guests?: readonly string[] }[];
}

/** The runs of letters and digits of a text, lower case. Pure. */
export function runsOf(text: string | undefined): string[] {
  return ((text ?? '').normalize('NFKC').toLowerCase().match(RUNS) ?? []).map((run) =>
    run.slice(0, MAX_WORD_LENGTH),
  );
}

/**
 * The search words of a booking: its title, and the names and addresses of its attendees. Stored with it, because an
 * index finds the beginnings of words and nothing in the middle of a text. Pure.
 */
export function searchWords({ title, attendees = [] }: Searchable): string[] {
  return [...new Set([...runsOf(title), ...attendees.flatMap(wordsOfAttendee)])];
}

/** One attendee's part of {@link searchWords}. Pure. */
export function wordsOfAttendee({
  name,
  email,
  guests = [],
}: NonNullable<Searchable['attendees']>[number]): string[] {
  return [...new Set([name, email, ...guests].flatMap(runsOf))];
}
