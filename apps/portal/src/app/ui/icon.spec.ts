import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXPERT_ICONS } from '@expertbook/web-shared/ui/expert-icons';

const ROOT = join(__dirname, '../../../../..');
const SHARED = '@expertbook/web-shared/';

/** Source files of the clients' application: what its entry imports, statically or lazily, with the templates. */
function clientSources(entry: string, known = new Map<string, string>()): Map<string, string> {
  const code = readFileSync(entry, 'utf8');
  known.set(entry, code);
  for (const [, name = ''] of code.matchAll(/(?:from |import\(|templateUrl: )'([^']+)'/g)) {
    const path = name.startsWith(SHARED)
      ? join(ROOT, 'libs/web-shared/src', name.slice(SHARED.length))
      : join(dirname(entry), name);
    const file = [`${path}.ts`, path].find(existsSync);
    if (file && !known.has(file)) clientSources(file, known);
  }
  return known;
}

describe('icons', () => {
  it('that the clients’ pages draw are all in the set that clients load', () => {
    const sources = clientSources(join(ROOT, 'apps/booking/src/main.ts'));
    expect(sources.size).toBeGreaterThan(50);
    const named = [...sources].flatMap(([file, code]) =>
      [...code.matchAll(/\b(?:name\]?|icon\]?)=("[^"]+")|\bicon: ('[\w-]+')/g)].flatMap(
        ([, inTemplate, inCode]) =>
          [...(inTemplate ?? inCode ?? '').matchAll(/[\w-]+/g)].map(([name]) => ({ file, name })),
      ),
    );
    expect(named.map(({ name }) => name)).toContain('globe');
    expect(named.filter(({ name }) => Object.hasOwn(EXPERT_ICONS, name))).toEqual([]);
  });
});
