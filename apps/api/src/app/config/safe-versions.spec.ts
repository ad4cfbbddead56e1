import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import versions from './lowest-safe-versions.json';
import { isOlder, warningOfMongo, warningOfNode } from './safe-versions';

const LOCKFILE = join(__dirname, '../../../../../package-lock.json');

describe('minimum safe versions', () => {
  it('are met by every copy of every package in the lockfile', () => {
    const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8')) as {
      packages: Record<string, { version: string; dev?: boolean }>;
    };
    for (const [name, { lowest }] of Object.entries(versions.packages)) {
      const copies = Object.entries(lock.packages).filter(
        ([path, { dev }]) =>
          !dev && (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)),
      );
      const unsafe = copies.filter(([, { version }]) => isOlder(version, lowest));
      expect([name, unsafe.map(([path, { version }]) => `${path} ${version}`)]).toEqual([name, []]);
    }
  });

  it('name packages that are installed', () => {
    const lock = readFileSync(LOCKFILE, 'utf8');
    const missing = Object.keys(versions.packages).filter((name) => !lock.includes(`node_modules/${name}"`));
    expect(missing).toEqual([]);
  });

  it('are compared as numbers', () => {
    expect(isOlder('5.9.0', '5.12.2')).toBe(true);
    expect(isOlder('5.12.2', '5.12.2')).toBe(false);
    expect(isOlder('6.0.0', '5.12.2')).toBe(false);
    expect(isOlder('8.0.21-rc0', '8.0.21')).toBe(false);
  });
});

describe('warningOfNode', () => {
  const TODAY = '2026-11-29';

  it('is null for a Node that is new enough, or newer than the known ones', () => {
    for (const version of ['v24.14.1', 'v24.20.0', 'v22.22.2', 'v26.0.0'])
      expect(warningOfNode(version, TODAY)).toBeNull();
  });

  it('advises what to do about an old Node', () => {
    expect(warningOfNode('v24.1.0', TODAY)).toBe('Node.js 24.1.0 has known holes: install 24.14.1 or newer.');
    expect(warningOfNode('v20.20.2', TODAY)).toBe(
      'Node.js 20.20.2 has had no security fixes since 2026-04-30: install Node.js 24.',
    );
    expect(warningOfNode('v23.1.0', TODAY)).toBe(
      'Node.js 23.1.0 gets no security fixes: install Node.js 24.',
    );
    expect(warningOfNode('v20.20.2', '2026-04-01')).toBeNull();
  });
});

describe('warningOfMongo', () => {
  it('is null for a MongoDB that is new enough', () => {
    for (const version of ['7.0.32', '8.0.21', '8.2.9', '9.0.0']) expect(warningOfMongo(version)).toBeNull();
  });

  it('advises which version to use instead', () => {
    const instead = 'for production, use 7.0.32, 8.0.21 or newer.';
    expect(warningOfMongo('6.0.5')).toBe(`MongoDB 6.0.5 is for trying things out: ${instead}`);
    expect(warningOfMongo('8.0.4')).toBe(`MongoDB 8.0.4 has known holes: ${instead}`);
  });
});
