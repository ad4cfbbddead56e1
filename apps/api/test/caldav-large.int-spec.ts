import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PASSWORD, Radicale, USERNAME } from './radicale';

const ROOT = join(__dirname, '../../..');
const EVENTS = 10_000;
const MAX_GROWTH_MB = 150;
/** Of a machine with other work; see `ReadBudget` for what is aimed at. */
const MAX_BLOCK_MS = 50;
const MAX_READ_MS = 25_000;

/** A process of its own, so that its memory and its event loop are the adapter's alone. */
const PROGRAM = `
import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CalDavAdapter } from './apps/api/src/app/connections/caldav/caldav-adapter';
import { egressSettings } from './apps/api/src/app/config/egress-settings';
import { EgressClient } from './apps/api/src/app/egress/egress-client';
import { resolveHost } from './apps/api/src/app/egress/host-resolver';

async function main() {
  const [location, username, password] = process.argv.slice(2);
  const adapter = new CalDavAdapter(new EgressClient({ egress: egressSettings('127.0.0.1', true) }, resolveHost));
  const read = (cursor) => adapter.read({ address: location, username, password }, { location, timeZone: null }, {
    from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 6, 1), expertZone: 'Europe/Berlin', addresses: [], cursor, timeoutMs: 60_000,
  });
  const before = process.memoryUsage.rss();
  let highest = before;
  const sampling = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const first = await read(null);
  const took = performance.now() - began;
  delay.disable();
  clearInterval(sampling);
  const times = first.resources.reduce((sum, { times }) => sum + times.length, 0);
  const second = await read(first.cursor);
  console.log(JSON.stringify({
    kinds: [first.kind, second.kind], resources: first.resources.length, times, took,
    growth: (highest - before) / 1e6, block: delay.percentile(99.9) / 1e6, longest: delay.max / 1e6,
  }));
}
void main();
`;

interface Report {
  kinds: string[];
  resources: number;
  times: number;
  took: number;
  growth: number;
  block: number;
  longest: number;
}

function* files(): Generator<[string, string]> {
  for (let i = 0; i < EVENTS; i++) {
    const day = String((i % 28) + 1).padStart(2, '0');
    const month = String((Math.floor(i / 28) % 6) + 1).padStart(2, '0');
    const lines = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${i}@example.com`],
      ...['DTSTAMP:20261201T000000Z', `DTSTART:2027${month}${day}T090000Z`, 'DURATION:PT1H'],
      ...[`DESCRIPTION:${'x'.repeat(400)}`, 'END:VEVENT', 'END:VCALENDAR', ''],
    ];
    yield [`${i}.ics`, lines.join('\r\n')];
  }
}

describe(`a calendar of ${EVENTS} events on Radicale`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-caldav-'));
  let server: Radicale;

  beforeAll(async () => {
    server = await Radicale.start();
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read whole within bounds of memory, without keeping others from the event loop', async () => {
    const location = await server.makeCalendar('large');
    server.store('large', files());
    const outfile = join(folder, 'read.cjs');
    await build({
      stdin: { contents: PROGRAM, resolveDir: ROOT, loader: 'ts' },
      bundle: true,
      platform: 'node',
      tsconfig: join(ROOT, 'apps/api/tsconfig.app.json'),
      packages: 'external',
      outfile,
    });
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [outfile, location, USERNAME, PASSWORD],
      {
        env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
      },
    );
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Report;
    console.log(report);
    expect(report).toMatchObject({ kinds: ['all', 'unchanged'], resources: EVENTS, times: EVENTS });
    expect(report.growth).toBeLessThan(MAX_GROWTH_MB);
    expect(report.block).toBeLessThan(MAX_BLOCK_MS);
    expect(report.took).toBeLessThan(MAX_READ_MS);
  });
});
