import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const HEAP_MB = 64;

/**
 * A calendar of 10,000 events, every fifth a series of half a year, with typical texts; prints the number of busy
 * times.
 */
const PROGRAM = `
import { readBusyTimes } from './apps/api/src/app/busy-times/read-busy-times';
const event = (i: number) => ['BEGIN:VEVENT', 'UID:' + i + '@example.com', 'DTSTART;TZID=Europe/Berlin:2027010' + ((i % 9) + 1) + 'T090000',
  'DURATION:PT1H', 'SUMMARY:' + 'x'.repeat(400), ...(i % 5 ? [] : ['RRULE:FREQ=WEEKLY;COUNT=20']), 'END:VEVENT'].join('\\r\\n');
const text = ['BEGIN:VCALENDAR', ...Array.from({ length: 10000 }, (_, i) => event(i)), 'END:VCALENDAR', ''].join('\\r\\n');
const window = { from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 6, 1), expertZone: 'Europe/Berlin' };
const { busy, problems } = readBusyTimes([text], window);
console.log(JSON.stringify([busy.length, problems]));
`;

describe('a calendar of 10,000 events', () => {
  it(`is read completely in a heap of ${HEAP_MB} MB`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'expertbook-busy-'));
    try {
      const outfile = join(folder, 'read.cjs');
      buildSync({
        stdin: { contents: PROGRAM, resolveDir: ROOT, loader: 'ts' },
        bundle: true,
        platform: 'node',
        tsconfig: join(ROOT, 'tsconfig.base.json'),
        outfile,
      });
      const { stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, outfile], {
        encoding: 'utf8',
      });
      expect([stdout.trim(), stderr]).toEqual([JSON.stringify([8000 + 2000 * 20, []]), '']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
