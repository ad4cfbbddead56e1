import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK = Buffer.alloc(64 * 1024, 1);

/** A small file system that a mongod can fill without affecting others. */
export interface SmallDisk {
  /** The mongod's data folder. */
  folder: string;
  /** The mongod to start: it sees the small file system where others see an empty folder. */
  binary: string;
  /** @param pid of the mongod on it */
  fill(pid: number): void;
  free(): void;
  remove(): Promise<void>;
}

/**
 * A separate in-memory file system, in its own namespace, so that root is not needed. Where the machine does not
 * allow this, as in many containers, a limit of the mongod's file size is used instead: every write fails then.
 *
 * @param megabytes of space
 */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-small-disk-'));
  const holder = await mounted(folder, megabytes);
  return holder ? inMemory(folder, holder) : byLimit(folder);
}

/** A process that keeps the file system mounted as long as it runs; null where it cannot be mounted. */
async function mounted(folder: string, megabytes: number): Promise<ChildProcess | null> {
  const mount = `mount -t tmpfs -o size=${megabytes}m none "$0" && echo mounted && exec cat`;
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const isMounted = await new Promise<boolean>((done) => {
    holder.stdout.once('data', () => done(true));
    holder.once('close', () => done(false));
    holder.once('error', () => done(false));
  });
  return isMounted ? holder : null;
}

function inMemory(folder: string, holder: ChildProcess): SmallDisk {
  const inside = ['--target', String(holder.pid), '--user', '--mount', '--preserve-credentials'];
  const binary = `${folder}-mongod`;
  const real = process.env['TEST_MONGOD_BINARY'] ?? '';
  writeFileSync(binary, `#!/bin/sh\nexec nsenter ${inside.join(' ')} -- '${real}' "$@"\n`, { mode: 0o755 });
  const filler = `/proc/${holder.pid}/root${folder}/filler`;
  return {
    folder,
    binary,
    fill: () => {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    remove: async () => {
      const gone = once(holder, 'close');
      holder.stdin?.end();
      await gone;
      rmSync(binary);
      rmSync(folder, { recursive: true });
    },
  };
}

function byLimit(folder: string): SmallDisk {
  return {
    folder,
    binary: process.env['TEST_MONGOD_BINARY'] ?? '',
    fill: (pid) => void execFileSync('prlimit', ['--pid', String(pid), '--fsize=4096:unlimited']),
    // The next process has no such limit.
    free: () => undefined,
    remove: () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}
