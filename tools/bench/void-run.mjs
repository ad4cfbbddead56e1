import { PlainError } from '../run/plain-error.mjs';

/**
 * Results of a program that gives wrong responses are meaningless: ends the whole run.
 *
 * @param {string} problem what was wrong, as a sentence
 * @returns {PlainError} to throw
 */
export function voidRun(problem) {
  return new PlainError(`The run is void: ${problem}`, 'Find out why before trusting any figure above.');
}
