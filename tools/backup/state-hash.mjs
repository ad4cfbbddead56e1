import { createHash } from 'node:crypto';

const MODULUS = 1n << 256n;

/**
 * A hash of a set of documents that does not depend on their order: the sum of the SHA-256 of each, with its
 * collection's name, modulo 2^256. (An exclusive or would not detect a duplicate document.)
 */
export class StateHash {
  #sum = 0n;

  /**
   * @param {string} collection
   * @param {Uint8Array} document BSON
   */
  add(collection, document) {
    const digest = createHash('sha256').update(collection).update('\0').update(document).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${digest}`)) % MODULUS;
  }

  /** @returns {string} 64 hexadecimal digits */
  digest() {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
