import { setImmediate as nextTurn } from 'node:timers/promises';

/** A long response must not delay others for longer than this. */
const SLICE_MS = 8;

/**
 * Yields the items, and yields to the event loop whenever producing them has taken some milliseconds. Without this, a
 * loop over items that are already in memory (a batch of a cursor) blocks until its end.
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

/** Texts joined into chunks: one write to the socket for many lines. */
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
