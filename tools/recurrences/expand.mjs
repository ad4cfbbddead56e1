import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { withPythonPackages } from '../python/packages.mjs';
import { ROOT } from '../run/paths.mjs';

/**
 * `node tools/recurrences/expand.mjs < question.json`: the occurrences that Python's `recurring-ical-events` finds in
 * calendars; see `expand.py`. The packages are downloaded at the first call, by their hashes, and kept.
 */
const HERE = join(ROOT, 'tools', 'recurrences');

const env = await withPythonPackages('recurring-ical-events', join(HERE, 'requirements.txt'), (line) =>
  console.error(line),
);
const python = spawn('python3', [join(HERE, 'expand.py')], { env, stdio: 'inherit' });
python.once('close', (code) => (process.exitCode = code ?? 1));
