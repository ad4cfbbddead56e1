import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const AUDITOR = join(__dirname, '../../../tools/audit-data.mjs');

/** The auditor's result for a database. */
export interface Audit {
  /** 0 no faults, 1 faults, 2 it could not run. */
  code: number | null;
  /** `fault <code> <collection> <id> <sentence>` */
  faults: string[];
  /** `notice …`, in the same form. */
  notices: string[];
  /** Its complete output. */
  output: string;
}

/** Runs `npm run audit-data` on the database of the URI, as an operator would: as a process, on the stored data. */
export async function audit(mongoUri: string, ...parameters: string[]): Promise<Audit> {
  const child = spawn(process.execPath, [AUDITOR, '--uri', mongoUri, ...parameters], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = output.split('\n');
  const of = (level: string) => lines.filter((line) => line.startsWith(`${level} `));
  return { code, faults: of('fault'), notices: of('notice'), output };
}

/** @throws Error with the auditor's lines unless it finds no fault */
export async function mustBeClean(mongoUri: string, ...parameters: string[]): Promise<void> {
  const { code, output } = await audit(mongoUri, ...parameters);
  if (code !== 0) throw new Error(`The auditor does not pass what the tests left behind:\n${output}`);
}
