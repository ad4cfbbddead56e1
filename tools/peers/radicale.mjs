/**
 * A real CalDAV server for the tests, on loopback:
 *
 *     node tools/peers/radicale.mjs --folder /tmp/x --user ada:secret [--port 0]
 *
 * prints one line of JSON, `{"port": …}`, when it responds, and runs until SIGTERM, SIGINT or the end of its standard input. The folder
 * keeps its settings and, in `collections/collection-root`, what it stores; another run continues with them. Radicale is installed
 * with the first call, by its hash, and kept.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { freePort } from '../mongod/process.mjs';
import { withPythonPackages } from '../python/packages.mjs';
import { ROOT } from '../run/paths.mjs';

const START_DEADLINE = 40_000;
const END_DEADLINE = 2_000;

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    user: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
});
const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/**
 * @param {string} folder
 * @param {string} user name and password, with a colon between
 * @param {number} port
 * @returns {string} the file with the settings
 */
function settingsFile(folder, user, port) {
  mkdirSync(folder, { recursive: true });
  const users = join(folder, 'users');
  const file = join(folder, 'config');
  writeFileSync(users, `${user}\n`, { mode: 0o600 });
  const lines = [
    ...['[server]', `hosts = 127.0.0.1:${port}`, 'max_content_length = 100000000'],
    ...[
      '[auth]',
      'type = htpasswd',
      `htpasswd_filename = ${users}`,
      'htpasswd_encryption = plain',
      'delay = 0',
    ],
    ...['[storage]', `filesystem_folder = ${join(folder, 'collections')}`],
    ...['[logging]', 'level = error'],
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** @param {number} port @returns {Promise<boolean>} */
function responds(port) {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: '/.web/', timeout: 1000 }, (response) => {
      response.resume();
      resolve(true);
    })
      .once('error', () => resolve(false))
      .end();
  });
}

try {
  if (!values.folder || !values.user) throw new Error('--folder or --user is missing.');
  const requirements = join(ROOT, 'tools', 'peers', 'requirements.txt');
  const env = await withPythonPackages('radicale', requirements, log);
  const port = Number(values.port) || (await freePort());
  const file = settingsFile(values.folder, values.user, port);
  const server = spawn('python3', ['-m', 'radicale', '--config', file], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = () => {
    server.kill('SIGTERM');
    // It finishes its requests first, which may take minutes.
    setTimeout(() => server.kill('SIGKILL'), END_DEADLINE);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.stdin.once('end', end).resume();
  server.once('exit', (code) => process.exit(code ?? 0));
  for (const deadline = Date.now() + START_DEADLINE; !(await responds(port)); await sleep(50)) {
    if (Date.now() < deadline) continue;
    end();
    throw new Error('Radicale did not start.');
  }
  process.stdout.write(`${JSON.stringify({ port })}\n`);
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
