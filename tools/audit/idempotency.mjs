import { fault, isDate, isHash } from './finding.mjs';

/**
 * @param {any} row of `idempotency_keys`
 * @returns {Generator<import('./finding.mjs').Finding>}
 */
export function* checkIdempotencyRow({ _id, requestHash, state, outcome, startedAt }) {
  const wrong = (/** @type {string} */ code, /** @type {string} */ says) =>
    fault(code, 'idempotency_keys', _id, says);
  if (!isHash(_id) || !isHash(requestHash))
    yield wrong('idempotency-hash', 'It names its request in the clear.');
  if (!['running', 'answered', 'refused'].includes(state)) {
    yield wrong('idempotency-state', 'Its state is none there is.');
  } else if ((state === 'running') === Boolean(outcome)) {
    yield wrong('idempotency-outcome', `It is ${state} and has ${outcome ? 'an' : 'no'} outcome.`);
  }
  if (!isDate(startedAt)) yield wrong('idempotency-kept', 'It has no beginning, so is kept for ever.');
}
