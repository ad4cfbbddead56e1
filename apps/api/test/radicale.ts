import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const TOOL = join(__dirname, '../../../tools/peers/radicale.mjs');
const CALENDAR = '<C:calendar/>';
export const USERNAME = 'ada';
export const PASSWORD = 'pass:wörd';

/** A CalDAV server of a spec's own. */
export class Radicale {
  private end: (() => Promise<void>) | null = null;
  private port = 0;

  private constructor(private readonly folder: string) {}

  /** @throws Error that says why, where Python or its package index is missing */
  static async start(): Promise<Radicale> {
    const server = new Radicale(mkdtempSync(join(tmpdir(), 'expertbook-radicale-')));
    await server.resume();
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Starts it, or starts it again on its port with what it stores. */
  async resume(): Promise<void> {
    const place = ['--folder', this.folder, '--port', String(this.port)];
    const child = spawn(process.execPath, [TOOL, ...place, '--user', `${USERNAME}:${PASSWORD}`]);
    const ended = once(child, 'exit');
    const complaints = text(child.stderr);
    const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    if (line.done) throw new Error(await complaints);
    ({ port: this.port } = JSON.parse(line.value) as { port: number });
    this.end = async () => {
      child.stdin.end();
      await ended;
    };
  }

  async stop(): Promise<void> {
    await this.end?.();
    this.end = null;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @returns the calendar's address */
  async makeCalendar(name: string, properties = '', type = CALENDAR): Promise<string> {
    const body = `<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"
      xmlns:A="http://apple.com/ns/ical/"><set><prop><resourcetype><collection/>${type}</resourcetype>
      ${properties}</prop></set></mkcol>`;
    await this.request('MKCOL', `${USERNAME}/${name}/`, body);
    return `${this.address}${USERNAME}/${name}/`;
  }

  /** @param path from the server's root */
  async request(method: string, path: string, body?: string): Promise<void> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
  }

  /** The texts of a calendar's members, by file name. */
  async members(calendar: string): Promise<Record<string, string>> {
    const list = await this.send('PROPFIND', `${USERNAME}/${calendar}/`);
    const names = [...(await list.text()).matchAll(/\/([^/<]+\.ics)<\/href>/g)].map(([, name]) => name ?? '');
    const texts = await Promise.all(
      names.map(async (name) => {
        const text = await (await this.send('GET', `${USERNAME}/${calendar}/${name}`)).text();
        return [name, text.replace(/\r?\n[ \t]/g, '')] as const;
      }),
    );
    return Object.fromEntries(texts);
  }

  private send(method: string, path: string, body?: string): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64')}`;
    return fetch(this.address + path, { method, headers: { authorization, depth: '1' }, body });
  }

  /** Puts resources where the server keeps them, for more than can be sent one by one. */
  store(calendar: string, files: Iterable<readonly [name: string, text: string]>): void {
    const folder = join(this.folder, 'collections/collection-root', USERNAME, calendar);
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
  }

  /** Removes what it remembers of changes, as if a token were too old. */
  forgetChanges(calendar: string): void {
    const cache = join(this.folder, 'collections/collection-root', USERNAME, calendar, '.Radicale.cache');
    rmSync(join(cache, 'sync-token'), { recursive: true, force: true });
  }
}
