import { foldLines } from '../../calendar-file/calendar-lines';

/** What the booking decides about its entry. Title, description, reminders and everything else are the expert's once they changed it. */
const OF_BOOKING = [
  ...['SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED', 'STATUS', 'TRANSP'],
  ...['LOCATION', 'URL', 'ORGANIZER', 'ATTENDEE'],
];
const TIMES = ['DTSTART', 'DTEND', 'DURATION'];

/**
 * An entry that the expert has changed, with what its booking decides. Pure.
 * @param theirs iCalendar file as it is in the calendar
 * @param ours file that would replace it
 * @param keepsTimes whether its times stay as they are
 */
export function changedEntry(theirs: string, ours: string, keepsTimes: boolean): string {
  const replaced = keepsTimes ? OF_BOOKING : [...OF_BOOKING, ...TIMES];
  const isReplaced = (line: string) => replaced.includes(nameOf(line));
  const fresh = ownLines(linesOf(ours)).lines.filter(isReplaced);
  const all = linesOf(theirs);
  const { lines, indexes, end } = ownLines(all);
  if (end === null) return ours;
  const dropped = new Set(indexes.filter((_, i) => isReplaced(lines[i] ?? '')));
  return foldLines([
    ...all.slice(0, end).filter((_, i) => !dropped.has(i)),
    ...fresh,
    ...all.slice(end).filter((_, i) => !dropped.has(i + end)),
  ]);
}

/** Whether the events of two files say the same: servers put lines and parameters in an order of their own. Pure. */
export function isSameEntry(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => {
    const lines = linesOf(text);
    return lines.slice(lines.indexOf('BEGIN:VEVENT')).map(inOneOrder).sort().join('\n');
  });
  return first === second;
}

/** A line with its parameters sorted and without needless quotes. */
function inOneOrder(line: string): string {
  const parts = /^([^:"]*(?:"[^"]*"[^:"]*)*):(.*)$/.exec(line);
  const [name = '', ...parameters] = parts?.[1]?.replaceAll('"', '').split(';') ?? [line];
  return `${[name.toUpperCase(), ...parameters.sort()].join(';')}:${parts?.[2] ?? ''}`;
}

/** Unfolded content lines (RFC 5545, section 3.1). */
function linesOf(text: string): string[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** The lines of the event itself, without those of components inside; and where the first such component or its end is. */
function ownLines(all: readonly string[]): { lines: string[]; indexes: number[]; end: number | null } {
  const lines: string[] = [];
  const indexes: number[] = [];
  let end: number | null = null;
  const open: string[] = [];
  for (const [i, line] of all.entries()) {
    const name = nameOf(line);
    const isInEvent = open.at(-1) === 'VEVENT';
    if (name === 'BEGIN') {
      if (isInEvent) end ??= i;
      open.push(valueOf(line));
    } else if (name === 'END') {
      open.pop();
      if (isInEvent) return { lines, indexes, end: end ?? i };
    } else if (isInEvent) {
      lines.push(line);
      indexes.push(i);
    }
  }
  return { lines, indexes, end: null };
}

function nameOf(line: string): string {
  return /^[\w-]+/.exec(line)?.[0].toUpperCase() ?? '';
}

function valueOf(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}
