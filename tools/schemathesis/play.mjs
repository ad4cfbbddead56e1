import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withPythonPackages } from '../python/packages.mjs';
import { tryRun } from '../run/command.mjs';
import { ROOT } from '../run/paths.mjs';
import { PlainError } from '../run/plain-error.mjs';
import { configurationOf } from './config.mjs';

const HERE = join(ROOT, 'tools', 'schemathesis');
/**
 * Requirements for every response: no server error, and a status, a media type and a shape that the document
 * declares.
 */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
const FAULTS_FOUND = 1;

/**
 * @typedef {object} Run
 * @property {string} url of the API
 * @property {string} document file with the OpenAPI document
 * @property {import('./scene.mjs').Scene} scene
 * @property {'anonymous' | 'expert'} as
 * @property {'coverage' | 'fuzzing'} phase `coverage`: each rule of the document at its edges; `fuzzing`: what chance makes
 * @property {number} perOperation most cases of an operation; only for `fuzzing`
 * @property {number} seed
 */

/**
 * Lets Schemathesis play one run.
 *
 * @param {Run} run
 * @param {(line: string) => void} log
 * @returns {Promise<{ cases: number, faults: string }>} `faults`: its words about them, with a curl for each; empty for none
 * @throws {PlainError} where it cannot be had, or did not come to its end
 */
export async function play({ url, document, scene, as, phase, perOperation, seed }, log) {
  const env = await withPythonPackages('schemathesis', join(HERE, 'requirements.txt'), log);
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-fuzz-'));
  const file = (/** @type {string} */ name) => join(folder, name);
  try {
    writeFileSync(
      file('schemathesis.toml'),
      configurationOf(scene, { as, seed, guard: join(HERE, 'loopback_only.py') }),
      { mode: 0o600 },
    );
    const { code, tail } = await tryRun(
      'python3',
      [
        ...[
          '-m',
          'schemathesis.cli',
          '--config-file',
          file('schemathesis.toml'),
          'run',
          document,
          '--url',
          url,
        ],
        ...['--checks', CHECKS.join(), '--phases', phase, '--max-examples', String(perOperation)],
        ...['--continue-on-failure', '--no-color', '--output-sanitize', 'false'],
        ...['--report', 'json', '--report-json-path', file('report.json')],
      ],
      { env: { ...onlyHere(env), HYPOTHESIS_STORAGE_DIRECTORY: file('hypothesis') }, cwd: folder },
    );
    const report = readReport(file('report.json'));
    if (!report?.complete || report.errors.length > 0 || code > FAULTS_FOUND)
      throw new PlainError('Schemathesis did not come to its end.', 'Its words are above.', {
        details: tail,
      });
    return { cases: report.test_cases.generated, faults: code === 0 ? '' : tail };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A proxy must not be used for requests to this machine. @param {NodeJS.ProcessEnv} env */
function onlyHere(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/_proxy$/i.test(name)));
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
