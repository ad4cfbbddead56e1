interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, object>;
}
interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
}

const { pruneLockfile } = jest.requireActual<{
  pruneLockfile: (lockfile: Lockfile, manifest: Manifest) => Lockfile;
}>('./prune-lockfile.cjs');

/** `a` needs `b` of its own and, on one platform, `c`; `d` is for development alone. */
const LOCKFILE: Lockfile = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.0.0' }, devDependencies: { d: '1.0.0' } },
    'node_modules/a': {
      version: '1.0.0',
      dependencies: { b: '^2.0.0' },
      optionalDependencies: { c: '1.0.0', elsewhere: '1.0.0' },
    },
    'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { e: '*' } },
    'node_modules/b': { version: '1.0.0', dev: true },
    'node_modules/c': { version: '1.0.0', optional: true, os: ['plan9'] },
    'node_modules/d': { version: '1.0.0', dev: true },
    'node_modules/e': { version: '3.0.0', dev: true },
  },
};
const manifest = (...names: string[]): Manifest => ({
  name: 'part',
  version: '4.0.0',
  dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
});

describe('pruneLockfile', () => {
  it('keeps the packages of the part, at their paths, for every platform', () => {
    const { packages, lockfileVersion } = pruneLockfile(LOCKFILE, manifest('a'));
    expect(lockfileVersion).toBe(3);
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/e',
    ]);
    expect(packages['']).toEqual(manifest('a'));
  });

  it('turns a development package into an ordinary one', () => {
    expect(pruneLockfile(LOCKFILE, manifest('a')).packages['node_modules/e']).toEqual({ version: '3.0.0' });
  });

  it('names a missing package, and which one needs it', () => {
    expect(() => pruneLockfile(LOCKFILE, manifest('a', 'missing'))).toThrow(
      'package-lock.json lacks missing, which part needs.',
    );
  });
});
