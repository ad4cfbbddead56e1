import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PassThrough, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';

import { PlainError } from '../run/plain-error.mjs';
import { decrypt, encrypt, keyOf } from './cipher.mjs';
import { StateHash } from './state-hash.mjs';

/**
 * A backup is a line that says what it is, a line of JSON with what is needed to open it, and a stream that is compressed and
 * optionally encrypted after that. The stream is made of records: kind (1 byte), length (4 bytes, big-endian), content.
 *
 * @typedef {object} Content what the first record says: names, options and indexes of the collections
 * @property {string} madeAt ISO 8601, the moment it shows
 * @property {string} version of ExpertBook
 * @property {{ name: string, options: object, indexes: object[] }[]} collections
 *
 * @typedef {object} Summary what the last one says
 * @property {Record<string, number>} counts documents by collection
 * @property {string} hash see {@link StateHash}
 *
 * @typedef {{ kind: 'content', content: Content } | { kind: 'document', collection: string, bson: Buffer } | { kind: 'summary', summary: Summary }} Entry
 */

const MAGIC = 'EXPERTBOOK-BACKUP 1\n';
const KIND = { content: 1, collection: 2, document: 3, summary: 4 };
/** MongoDB's own limit, with some margin. Bytes. */
const LARGEST_RECORD = 17 * 1024 * 1024;
const MAX_HEAD = 4096;
const BATCH = 256 * 1024;

/**
 * Writes a backup.
 *
 * @param {import('node:stream').Writable} to ended with it
 * @param {Content} content
 * @param {AsyncIterable<{ collection: string, bson: Uint8Array }>} documents one collection after the other
 * @param {string} [passphrase]
 * @returns {Promise<Summary>}
 */
export async function writeBackup(to, content, documents, passphrase) {
  const secret = passphrase ? keyOf(passphrase) : undefined;
  /** @type {Summary} */
  const summary = { counts: {}, hash: '' };
  to.write(MAGIC);
  to.write(
    `${JSON.stringify({ compression: 'gzip', ...(secret && { salt: secret.salt.toString('base64') }) })}\n`,
  );
  const stages = [
    Readable.from(batches(records(content, documents, summary))),
    createGzip(),
    ...(secret ? [encrypt(secret.key)] : []),
    to,
  ];
  await pipeline(/** @type {any} */ (stages));
  return summary;
}

/**
 * @param {Content} content
 * @param {AsyncIterable<{ collection: string, bson: Uint8Array }>} documents
 * @param {Summary} summary filled
 */
async function* records(content, documents, summary) {
  const hash = new StateHash();
  yield record(KIND.content, Buffer.from(JSON.stringify(content)));
  for (const { name } of content.collections) summary.counts[name] = 0;
  let current = '';
  for await (const { collection, bson } of documents) {
    if (collection !== current) yield record(KIND.collection, Buffer.from(collection));
    current = collection;
    hash.add(collection, bson);
    summary.counts[collection] += 1;
    yield record(KIND.document, bson);
  }
  summary.hash = hash.digest();
  yield record(KIND.summary, Buffer.from(JSON.stringify(summary)));
}

/**
 * @param {number} kind
 * @param {Uint8Array} content
 */
function record(kind, content) {
  const head = Buffer.alloc(5);
  head[0] = kind;
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

/** Combines small records, so that streams have fewer writes. @param {AsyncIterable<Buffer>} source */
async function* batches(source) {
  /** @type {Buffer[]} */
  let batch = [];
  let size = 0;
  for await (const piece of source) {
    batch.push(piece);
    size += piece.length;
    if (size < BATCH) continue;
    yield Buffer.concat(batch);
    batch = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(batch);
}

/**
 * Reads a backup entry by entry and verifies all of it.
 *
 * @param {string} file
 * @param {string} [passphrase]
 * @returns {AsyncGenerator<Entry>}
 * @throws {PlainError} at the end at the latest, when anything differs from what was written
 */
export async function* readBackup(file, passphrase) {
  const { head, start } = await headOf(file);
  const key = head.salt ? keyOf(needed(passphrase), Buffer.from(head.salt, 'base64')).key : undefined;
  const plain = new PassThrough();
  const stages = [createReadStream(file, { start }), ...(key ? [decrypt(key)] : []), createGunzip(), plain];
  const flowing = pipeline(/** @type {any} */ (stages));
  flowing.catch((error) => plain.destroy(error));
  try {
    yield* checked(entries(plain));
  } catch (error) {
    throw error instanceof PlainError ? error : damaged();
  }
}

/** @param {AsyncIterable<Buffer>} source */
async function* entries(source) {
  /** @type {Buffer} */
  let rest = Buffer.alloc(0);
  let collection = '';
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    while (rest.length - at >= 5) {
      const length = rest.readUInt32BE(at + 1);
      if (length > LARGEST_RECORD) throw damaged();
      if (rest.length - at < 5 + length) break;
      const content = rest.subarray(at + 5, at + 5 + length);
      const kind = rest[at];
      at += 5 + length;
      if (kind === KIND.collection) collection = content.toString();
      else yield entryOf(kind, content, collection);
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw damaged();
}

/**
 * @param {number} kind
 * @param {Buffer} content
 * @param {string} collection
 * @returns {Entry}
 */
function entryOf(kind, content, collection) {
  if (kind === KIND.content) return { kind: 'content', content: JSON.parse(content.toString()) };
  if (kind === KIND.summary) return { kind: 'summary', summary: JSON.parse(content.toString()) };
  if (kind === KIND.document && collection !== '') return { kind: 'document', collection, bson: content };
  throw damaged();
}

/** @param {AsyncIterable<Entry>} source */
async function* checked(source) {
  const hash = new StateHash();
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {Summary | undefined} */
  let summary;
  for await (const entry of source) {
    if (summary) throw damaged();
    if (entry.kind === 'content') for (const { name } of entry.content.collections) counts[name] = 0;
    else if (entry.kind === 'summary') summary = entry.summary;
    else {
      hash.add(entry.collection, entry.bson);
      counts[entry.collection] += 1;
    }
    if (entry.kind !== 'summary') yield entry;
  }
  const isRight =
    summary?.hash === hash.digest() && JSON.stringify(summary.counts) === JSON.stringify(counts);
  if (!summary || !isRight) throw damaged();
  yield /** @type {Entry} */ ({ kind: 'summary', summary });
}

/**
 * @param {string} file
 * @returns {Promise<{ head: { salt?: string }, start: number }>} `start`: where the stream begins
 */
async function headOf(file) {
  const pieces = [];
  for await (const piece of createReadStream(file, { end: MAX_HEAD - 1 })) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('latin1');
  const end = text.indexOf('\n', MAGIC.length);
  if (!text.startsWith(MAGIC) || end === -1) {
    throw new PlainError('This file is no backup of ExpertBook.', 'Name one that "npm run backup" made.');
  }
  try {
    return { head: JSON.parse(text.slice(MAGIC.length, end)), start: end + 1 };
  } catch {
    throw damaged();
  }
}

/** @param {string | undefined} passphrase */
function needed(passphrase) {
  if (passphrase) return passphrase;
  throw new PlainError(
    'This backup is encrypted.',
    'Set BACKUP_PASSPHRASE to the passphrase it was made with.',
  );
}

function damaged() {
  return new PlainError(
    'The backup is damaged or not complete.',
    'Take another one. Nothing has been changed.',
  );
}
