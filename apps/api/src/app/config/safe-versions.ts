import versions from './lowest-safe-versions.json';

interface Line {
  lowest: string;
  /** ISO date after which the line gets no fixes. */
  endsOn?: string;
}

/**
 * A warning about the running Node: a sentence, or null when it is new enough.
 * @param version as `process.version`
 * @param today ISO date
 */
export function warningOfNode(version: string, today: string): string | null {
  const bare = version.replace(/^v/, '');
  const lines: Record<string, Line> = versions.node;
  const line = lines[bare.split('.')[0] ?? ''];
  const newest = Math.max(...Object.keys(lines).map(Number));
  if (!line) {
    if (Number(bare.split('.')[0]) > newest) return null;
    return `Node.js ${bare} gets no security fixes: install Node.js ${newest}.`;
  }
  if (line.endsOn !== undefined && line.endsOn < today)
    return `Node.js ${bare} has had no security fixes since ${line.endsOn}: install Node.js ${newest}.`;
  return isOlder(bare, line.lowest)
    ? `Node.js ${bare} has known holes: install ${line.lowest} or newer.`
    : null;
}

/**
 * A warning about the MongoDB server, or null.
 * @param version as in `buildInfo`
 */
export function warningOfMongo(version: string): string | null {
  const lines: Record<string, Line> = versions.mongodb;
  const [major = '', minor = ''] = version.split('.');
  const line = lines[`${major}.${minor}`];
  const known = Object.values(lines).map(({ lowest }) => lowest);
  const instead = `for production, use ${known.join(', ')} or newer.`;
  if (line) return isOlder(version, line.lowest) ? `MongoDB ${version} has known holes: ${instead}` : null;
  const newest = known.at(-1) ?? '';
  return isOlder(version, newest) ? `MongoDB ${version} is for trying things out: ${instead}` : null;
}

/** Compares `1.2.3` by its numbers; a suffix after a hyphen is ignored. */
export function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const wanted = numbers(than);
  const is = numbers(version);
  for (let i = 0; i < wanted.length; i++) {
    const difference = (is[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
