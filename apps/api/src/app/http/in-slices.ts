import { setImmediate as nextTurn } from 'node:timers/promises';

/** A long answer must not keep short ones waiting for longer than this. */
const SLICE_MS = 8;

/**
 * The items as they come, giving the loop a turn whenever making them has taken some milliseconds: a loop over what is there
 * already (a batch of a cursor) would otherwise end only with the batch.
 */
export async function* inSlices<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  let began = performance.now();
  for await (const item of items) {
    yield item;
    if (performance.now() - began < SLICE_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Texts joined to pieces of some size: one write to a socket for many lines. */
export async function* inPieces(texts: AsyncIterable<string>, size = 16_384): AsyncGenerator<string> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < size) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
