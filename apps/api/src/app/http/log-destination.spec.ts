import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logDestination } from './log-destination';

const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

describe('logDestination', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'expertbook-log-'));
  const file = join(folder, 'api.log');
  let isFull = false;
  beforeEach(() => {
    const write = fs.write.bind(fs) as (...all: unknown[]) => void;
    jest.spyOn(fs, 'write').mockImplementation(((...all: unknown[]) => {
      if (isFull) process.nextTick(all.at(-1) as (error: Error) => void, full());
      else write(...all);
    }) as typeof fs.write);
    const writeSync = fs.writeSync.bind(fs) as (...all: unknown[]) => number;
    jest.spyOn(fs, 'writeSync').mockImplementation(((...all: unknown[]) => {
      if (isFull) throw full();
      return writeSync(...all);
    }) as typeof fs.writeSync);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('survives a full disk, and writes the waiting lines once there is space again', async () => {
    const stream = logDestination(fs.openSync(file, 'w'));
    const heard = (event: 'error' | 'drain') =>
      new Promise((done) => {
        const hear = () => {
          stream.off(event, hear);
          done(null);
        };
        stream.on(event, hear);
      });
    isFull = true;
    for (const line of ['one\n', 'two\n', 'three\n']) {
      const refused = heard('error');
      stream.write(line);
      await refused;
    }
    // Does not wait for the disk.
    stream.flushSync();
    isFull = false;
    const drained = heard('drain');
    stream.write('four\n');
    await drained;
    expect(fs.readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\nfour\n');
    stream.end();
  });

  it('keeps at most eight megabytes in the meantime', async () => {
    const stream = logDestination(fs.openSync(file, 'w'));
    let dropped = 0;
    stream.on('drop', () => (dropped += 1));
    isFull = true;
    const line = `${'x'.repeat(1024 * 1024 - 1)}\n`;
    for (let index = 0; index < 12; index += 1) stream.write(line);
    await new Promise((done) => setImmediate(done));
    expect(dropped).toBe(4);
    isFull = false;
    stream.destroy();
  });
});
