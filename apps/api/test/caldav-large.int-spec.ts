import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { PASSWORD, Radicale, USERNAME } from './radicale';

const ROOT = join(__dirname, '../../..');
const EVENTS = 10_000;
/** `CALDAV_EVENTS=10000 npx jest …` for as many on Radicale, which takes minutes to parse them when they are first read. */
const EVENTS_ON_RADICALE = Number(process.env['CALDAV_EVENTS'] ?? 100);
const MAX_GROWTH_MB = 150;
/** Of processor time; the first turns of all compile the program. */
const MAX_TURN_MS = 50;

/** A process of its own, so that its memory and its event loop are the adapter's alone. */
const PROGRAM = `
import 'reflect-metadata';
import { CalDavAdapter } from './apps/api/src/app/connections/caldav/caldav-adapter';
import { egressSettings } from './apps/api/src/app/config/egress-settings';
import { EgressClient } from './apps/api/src/app/egress/egress-client';
import { resolveHost } from './apps/api/src/app/egress/host-resolver';

async function main() {
  const [location, username, password] = process.argv.slice(2);
  const adapter = new CalDavAdapter(new EgressClient({ egress: egressSettings('127.0.0.1', true) }, resolveHost));
  const read = (cursor) => adapter.read({ address: location, username, password }, { location, timeZone: null }, {
    from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 6, 1), expertZone: 'Europe/Berlin', addresses: [], cursor, timeoutMs: 500_000,
  });
  const before = process.memoryUsage.rss();
  let highest = before;
  const sampling = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 10);
  // Processor time between two turns of the loop, which does not depend on what else the machine does.
  const turns = [];
  let usage = process.cpuUsage();
  const ticking = setInterval(() => {
    const { user, system } = process.cpuUsage(usage);
    usage = process.cpuUsage();
    turns.push((user + system) / 1000);
  }, 1);
  const first = await read(null);
  clearInterval(ticking);
  clearInterval(sampling);
  const times = first.resources.reduce((sum, { times }) => sum + times.length, 0);
  const second = await read(first.cursor);
  console.log(JSON.stringify({
    kinds: [first.kind, second.kind], resources: first.resources.length, times,
    growth: (highest - before) / 1e6, turns: turns.sort((a, b) => b - a).slice(0, 20),
  }));
}
void main();
`;

interface Report {
  kinds: string[];
  resources: number;
  times: number;
  growth: number;
  /** The longest, milliseconds. */
  turns: number[];
}

/** What the adapter makes of a calendar that was not read before. */
async function reportOf(location: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-caldav-'));
  try {
    const outfile = join(folder, 'read.cjs');
    await build({
      stdin: { contents: PROGRAM, resolveDir: ROOT, loader: 'ts' },
      bundle: true,
      platform: 'node',
      tsconfig: join(ROOT, 'apps/api/tsconfig.app.json'),
      packages: 'external',
      outfile,
    });
    const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules') };
    const args = [outfile, location, USERNAME, PASSWORD];
    return JSON.parse((await promisify(execFile)(process.execPath, args, { env })).stdout) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileOf(i: number): string {
  const day = String((i % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(i / 28) % 6) + 1).padStart(2, '0');
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${i}@example.com`],
    ...['DTSTAMP:20261201T000000Z', `DTSTART:2027${month}${day}T090000Z`, 'DURATION:PT1H'],
    ...[`DESCRIPTION:${'x'.repeat(400)}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
}

/** Responds as Radicale does, and as fast as a large provider. */
const quickServer: RequestListener = (request, response) => {
  void text(request).then((body) => {
    const some = [...body.matchAll(/<D:href>\/large\/(\d+)\.ics</g)].map(([, i]) => Number(i));
    const members = body.includes('calendar-query') ? [...Array(EVENTS).keys()] : some;
    const parts = members.map((i) => {
      const data = body.includes('multiget') ? `<C:calendar-data>${fileOf(i)}</C:calendar-data>` : '';
      return partOf(`/large/${i}.ics`, `<getetag>"${'0'.repeat(64)}"</getetag>${data}`);
    });
    if (request.method === 'PROPFIND')
      parts.push(
        partOf(
          '/large/',
          '<resourcetype><collection/><C:calendar/></resourcetype><sync-token>1</sync-token>',
        ),
      );
    const names = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"';
    response.writeHead(207);
    response.end(`<multistatus ${names}>${parts.join('')}<sync-token>1</sync-token></multistatus>`);
  });
};

function partOf(href: string, properties: string): string {
  const status = '<status>HTTP/1.1 200 OK</status>';
  return `<response><href>${href}</href><propstat><prop>${properties}</prop>${status}</propstat></response>`;
}

describe('a large calendar', () => {
  let radicale: Radicale | undefined;
  const server = createServer(quickServer);

  afterAll(async () => {
    await radicale?.remove();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it(`of ${EVENTS} events is read whole within bounds of memory, and keeps no other work from the event loop`, async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const report = await reportOf(`http://127.0.0.1:${port}/large/`);
    expect(report).toMatchObject({ kinds: ['all', 'unchanged'], resources: EVENTS, times: EVENTS });
    if (process.env['CALDAV_REPORT']) console.log(report);
    expect(report.growth).toBeLessThan(MAX_GROWTH_MB);
    expect(report.turns[3]).toBeLessThan(MAX_TURN_MS);
  });

  it(`of ${EVENTS_ON_RADICALE} events is read whole from Radicale`, async () => {
    radicale = await Radicale.start();
    const location = await radicale.makeCalendar('large');
    radicale.store(
      'large',
      Array.from({ length: EVENTS_ON_RADICALE }, (_, i) => [`${i}.ics`, fileOf(i)] as const),
    );
    const report = await reportOf(location);
    const all = { resources: EVENTS_ON_RADICALE, times: EVENTS_ON_RADICALE };
    expect(report).toMatchObject({ kinds: ['all', 'unchanged'], ...all });
    if (process.env['CALDAV_REPORT']) console.log(report);
    expect(report.growth).toBeLessThan(MAX_GROWTH_MB);
  }, 600_000);
});
