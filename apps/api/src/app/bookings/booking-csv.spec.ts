import fc from 'fast-check';
import type { Booking } from '@expertbook/contracts';
import { csvLine, csvOf } from './booking-csv';

/** An independent parser of RFC 4180, section 2, cell by cell. */
function parse(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (line[at] === '"') at++;
        cell += line[at];
      }
      at++;
    } else {
      while (line[at] !== ',' && line[at] !== '\r') cell += line[at++];
    }
    cells.push(cell);
    if (line[at] === '\r') {
      expect(line.slice(at)).toBe('\r\n');
      return cells;
    }
    expect(line[at++]).toBe(',');
  }
}

const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'ü',
    '"',
    ',',
    '\r',
    '\n',
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t',
    "'",
    ' ',
    '😀',
  ),
});

describe('a line of CSV', () => {
  it('is read back as the same cells, except for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const read = parse(csvLine(cells));
        expect(read.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
      }),
    );
  });

  it('has no cell that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        for (const cell of parse(csvLine(cells))) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      }),
    );
    expect(csvLine(['=1+1', 'a-b'])).toBe("'=1+1,a-b\r\n");
  });
});

describe('bookings as CSV', () => {
  it('have the texts of the questions next to the answers, and ids where the texts are gone', async () => {
    const booking = {
      eventType: { id: 't1', slug: 'intro', title: 'Intro' },
      attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'UTC' },
      guests: [],
      answers: { budget: 2000, new: true, gone: 'x' },
    } as unknown as Booking;
    const questions: Record<string, string> = {
      't1 budget': 'What is your budget?',
      't1 new': 'Are you new?',
    };
    async function* one() {
      yield Promise.resolve(booking);
    }
    let written = '';
    for await (const line of csvOf(one(), (type, id) => questions[`${type} ${id}`] ?? id)) written += line;
    expect(written).toContain('"What is your budget?: 2000\nAre you new?: yes\ngone: x"');
  });
});
