import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { withPythonPackages } from '../python/packages.mjs';
import { ROOT } from '../run/paths.mjs';

/**
 * `node tools/icalendar/read.mjs < texts.json`: what Python's `icalendar` reads in a JSON list of iCalendar texts, as
 * a JSON list. The package is downloaded at the first call, by its hash, and kept.
 */
const HERE = join(ROOT, 'tools', 'icalendar');

const env = await withPythonPackages('icalendar', join(HERE, 'requirements.txt'), (line) =>
  console.error(line),
);
const python = spawn('python3', [join(HERE, 'read.py')], { env, stdio: 'inherit' });
python.once('close', (code) => (process.exitCode = code ?? 1));
