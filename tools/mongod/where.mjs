import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { operatorOf } from './access.mjs';
import { PlainError } from '../run/plain-error.mjs';

/** The database name of `npm start` (tools/run/database.mjs). */
const DATABASE = 'expertbook';

/**
 * The database to audit: the requested one, that of `MONGO_URI`, or the project's own while it runs.
 *
 * @param {string | undefined} asked
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} a MongoDB URI
 * @throws {PlainError} when there is none of these
 */
export async function whereToLook(asked, dataDir, env) {
  const given = asked || env.MONGO_URI;
  if (given) {
    if (/^mongodb(\+srv)?:\/\/./.test(given)) return given;
    throw new PlainError('That is no address of a MongoDB.', 'It begins with mongodb:// or mongodb+srv://.');
  }
  const port = notedPort(join(dataDir, 'mongod.json'));
  if (port && (await answers(port))) {
    const operator = operatorOf(dataDir);
    const login = operator ? `${operator.user}:${operator.password}@` : '';
    return `mongodb://${login}127.0.0.1:${port}/${DATABASE}?directConnection=true${login && '&authSource=admin'}`;
  }
  throw new PlainError(
    `No database runs under ${dataDir}, and MONGO_URI is not set.`,
    'Start ExpertBook with "npm start" in another terminal, or name a database: npm run audit-data -- --uri mongodb://…',
  );
}

/** @param {string} file */
function notedPort(file) {
  if (!existsSync(file)) return 0;
  try {
    return Number(JSON.parse(readFileSync(file, 'utf8')).port) || 0;
  } catch {
    return 0;
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
