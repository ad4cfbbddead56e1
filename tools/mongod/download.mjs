import { renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

/** Maximum time until the download server responds. Milliseconds. */
const PROBE_DEADLINE = 4000;
/** Maximum time of the whole download. Milliseconds. */
const DOWNLOAD_DEADLINE = 15 * 60_000;
/** A supported release; `MONGOMS_VERSION` selects another one. */
const VERSION = '8.0.17';

/**
 * Downloads the official mongod through `mongodb-memory-server-core`. Only tried when its server responds within a
 * few seconds, so that a closed network costs no more than that.
 *
 * @param {string} home folder for temporary files, on the same disk as `target`
 * @param {string} target path of the binary
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} false where the server cannot be reached or has no build for this system
 */
export async function fetchOfficial(home, target, log) {
  const load = createRequire(import.meta.url);
  const work = join(home, 'download');
  try {
    const { DryMongoBinary, MongoBinary } = load('mongodb-memory-server-core');
    const { MongoBinaryDownloadUrl } = load('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl');
    const version = process.env.MONGOMS_VERSION || VERSION;
    log(`asking for the official MongoDB ${version}`);
    const options = {
      ...(await DryMongoBinary.generateOptions({ version, downloadDir: work })),
      platform: platform(),
      arch: arch(),
      downloadDir: work,
      checkMD5: true,
    };
    const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_DEADLINE) });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    log(`downloading MongoDB ${version}`);
    const binary = await before(DOWNLOAD_DEADLINE, MongoBinary.download(options));
    renameSync(binary, target);
    return true;
  } catch (error) {
    log(`the official download is not available (${reason(error)})`);
    return false;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @template T
 * @param {number} ms
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function before(ms, work) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('no answer in time')), ms);
    work.then(done, fail).finally(() => clearTimeout(timer));
  });
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = /** @type {{ code?: string } | undefined} */ (error.cause);
  return error.name === 'TimeoutError' ? 'no answer' : (cause?.code ?? error.message);
}
