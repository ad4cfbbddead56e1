import type { Booking } from '@expertbook/contracts';

/** Excel reads UTF-8 only with it. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
/** Beginnings of a formula in spreadsheets; East Asian editions treat the full-width signs like the others. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** The text of a question; its id when the text is no longer known. */
export type QuestionWords = (eventTypeId: string, questionId: string) => string;

const COLUMNS: readonly [name: string, cell: (booking: Booking, wordsOf: QuestionWords) => string][] = [
  ['Start', ({ start }) => start],
  ['End', ({ end }) => end],
  ['Minutes', ({ duration }) => String(duration)],
  ['Status', ({ status }) => status],
  ['Event type', ({ eventType }) => eventType.title],
  ['Name', ({ attendee }) => attendee.name],
  ['Email', ({ attendee }) => attendee.email],
  ['Time zone', ({ attendee }) => attendee.timeZone],
  ['Guests', ({ guests }) => guests.join(', ')],
  ['Meeting link', ({ meetingUrl }) => meetingUrl ?? ''],
  ['Notes', ({ notes }) => notes],
  ['Answers', answersText],
  ['Cancelled by', ({ cancelledBy }) => cancelledBy ?? ''],
  ['Reason', ({ cancelReason }) => cancelReason ?? ''],
  ['Booked at', ({ createdAt }) => createdAt],
  ['Booking', ({ uid }) => uid],
  ['Language', ({ attendee }) => attendee.language ?? ''],
  ['Hour cycle', ({ attendee }) => attendee.hourCycle ?? ''],
  ['Region', ({ attendee }) => attendee.region ?? ''],
];

/**
 * Bookings as CSV (RFC 4180) in UTF-8 with a byte order mark, one line at a time, header first. Times have the
 * expert's offset. A cell that a spreadsheet would treat as a formula begins with an apostrophe.
 */
export async function* csvOf(
  bookings: AsyncIterable<Booking>,
  wordsOf: QuestionWords,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map(([name]) => name));
  for await (const booking of bookings) yield csvLine(COLUMNS.map(([, cell]) => cell(booking, wordsOf)));
}

/** One record with its line end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',') + LINE_END;
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line per question: its text, and the answer. */
function answersText({ answers, eventType }: Booking, wordsOf: QuestionWords): string {
  return Object.entries(answers)
    .map(([id, answer]) => `${wordsOf(eventType.id, id)}: ${answerText(answer)}`)
    .join('\n');
}

function answerText(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return String(answer);
}
