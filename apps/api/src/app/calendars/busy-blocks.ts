import type { ClaimsRange } from './claims-range';

const MINUTE_MS = 60_000;
const INT = Uint32Array.BYTES_PER_ELEMENT;
/** The last minute that fits. */
const MAX_MINUTE = 2 ** 32 - 1;

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** A stretch of busy time in minutes since the epoch, half-open. */
export type Block = readonly [start: number, end: number];

/**
 * Intervals as blocks that neither overlap nor touch, ascending: what deciding about free times needs of any number of events.
 * @param times epoch milliseconds, half-open, in any order; rounded outward to whole minutes. Empty ones drop out.
 */
export function mergedBlocks(times: Iterable<{ start: number; end: number }>): Block[] {
  const sorted: [number, number][] = [];
  for (const { start, end } of times) {
    const from = Math.max(0, Math.floor(start / MINUTE_MS));
    const to = Math.min(MAX_MINUTE, Math.ceil(end / MINUTE_MS));
    if (start < end && from < to) sorted.push([from, to]);
  }
  sorted.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What of `blocks` lies in none of `others`; both as {@link mergedBlocks} gives them. */
export function withoutBlocks(blocks: readonly Block[], others: readonly Block[]): Block[] {
  const left: Block[] = [];
  let next = 0;
  for (const [start, end] of blocks) {
    let from = start;
    while (next < others.length && (others[next] as Block)[1] <= from) next++;
    for (let i = next; i < others.length && (others[i] as Block)[0] < end; i++) {
      const [otherStart, otherEnd] = others[i] as Block;
      if (otherStart > from) left.push([from, otherStart]);
      from = Math.max(from, otherEnd);
    }
    if (from < end) left.push([from, end]);
  }
  return left;
}

/** The UTC month of an instant (epoch milliseconds), counted from January 1970. */
export function monthOf(instant: number): number {
  const date = new Date(instant);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** When a month begins, epoch milliseconds. */
export function startOfMonth(month: number): number {
  return Date.UTC(1970, month, 1);
}

/** Blocks by the months they lie in, cut where a month ends. */
export function byMonth(blocks: readonly Block[]): Map<number, Block[]> {
  const months = new Map<number, Block[]>();
  for (const [start, end] of blocks) {
    for (let from = start; from < end;) {
      const month = monthOf(from * MINUTE_MS);
      const to = Math.min(end, startOfMonth(month + 1) / MINUTE_MS);
      const known = months.get(month);
      if (known) known.push([from, to]);
      else months.set(month, [[from, to]]);
      from = to;
    }
  }
  return months;
}

/** Blocks as bytes: start and end of each, little-endian 32-bit. */
export function packBlocks(blocks: readonly Block[]): Buffer {
  const bytes = Buffer.alloc(blocks.length * 2 * INT);
  blocks.forEach(([start, end], i) => {
    bytes.writeUInt32LE(start, i * 2 * INT);
    bytes.writeUInt32LE(end, (i * 2 + 1) * INT);
  });
  return bytes;
}

/** The opposite of {@link packBlocks}. */
export function unpackBlocks(bytes: Uint8Array): Block[] {
  const minutes = unpackMinutes(bytes);
  return Array.from({ length: minutes.length / 2 }, (_, i) => [
    minutes[i * 2] as number,
    minutes[i * 2 + 1] as number,
  ]);
}

/** Packed blocks as one array: start and end of each. A copy, so that the response it came in is released. */
export function unpackMinutes(bytes: Uint8Array): Uint32Array {
  if (!IS_LITTLE_ENDIAN) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Uint32Array.from({ length: bytes.byteLength / INT }, (_, i) => view.getUint32(i * INT, true));
  }
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

/** A block in epoch milliseconds. */
export function toRange([start, end]: Block): ClaimsRange {
  return { from: start * MINUTE_MS, to: end * MINUTE_MS };
}
