import { PlainError } from '../run/plain-error.mjs';

/**
 * The figures of a program that answers wrongly mean nothing: ends the whole run.
 *
 * @param {string} problem what was wrong, as a sentence
 * @returns {PlainError} to throw
 */
export function voidRun(problem) {
  return new PlainError(`The run is void: ${problem}`, 'Find out why before trusting any figure above.');
}
