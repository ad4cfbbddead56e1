import { ERROR_CODES } from '@expertbook/contracts';
import type { ErrorCode, Problem } from '@expertbook/contracts';

/** A problem for the pages: the API's, or one made here in the same shape. */
export type WebProblem = Problem;

const KNOWN_CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/**
 * Converts the error of a failed request into a problem with a message (`detail`). Without a problem from the API it
 * makes one in the same shape: `status` 0 when there was no response, see {@link isNetworkFailure}. Never throws, and
 * returns a problem unchanged, so that it can be called at every level.
 */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (!hasErrorBody(error)) {
    return problemOf(
      'internal_error',
      500,
      'Something went wrong',
      'Something unexpected happened. Please try again.',
    );
  }
  const body = parsed(error.error);
  if (isProblem(body)) return body;
  switch (error.status) {
    case 0:
      return problemOf(
        'busy_try_again',
        0,
        'No connection',
        'We could not reach the server. Check your connection and try again.',
      );
    case 404:
      return problemOf('not_found', 404, 'Not found', 'We couldn’t find this.');
    case 429:
      return problemOf('rate_limited', 429, 'Slow down', 'Too many attempts. Wait a moment, then try again.');
    case 502:
    case 503:
    case 504:
      return problemOf(
        'busy_try_again',
        error.status,
        'Busy',
        'The server is busy. Please try again in a moment.',
      );
    default:
      return problemOf(
        'internal_error',
        error.status,
        'Something went wrong',
        'The server gave an answer we could not read. Please try again.',
      );
  }
}

/** True when there was no response: offline, connection refused, network failure. */
export function isNetworkFailure(problem: Problem): boolean {
  return problem.status === 0;
}

/**
 * True when the outcome of the request is unknown: it may have taken effect. Repeat exactly the same request with the
 * same key; see `untilSettled`.
 */
export function isUnsettled({ status, code }: Problem): boolean {
  return (
    status === 0 || status === 408 || status === 425 || status >= 500 || code === 'idempotency_in_progress'
  );
}

/** True when the same request may succeed when it is repeated unchanged. */
export function isTransient(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

/** The messages of a problem's rejected fields by path (`attendee.email`); the first one of each field. */
export function fieldMessages(problem: Problem): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const { field, message } of problem.errors ?? []) {
    if (!messages.has(field)) messages.set(field, message);
  }
  return messages;
}

/**
 * Angular's `HttpErrorResponse` or the public pages' `RefusedRequest`, recognized by shape: neither class is loaded for
 * it.
 */
function hasErrorBody(error: unknown): error is { status: number; error: unknown } {
  return typeof error === 'object' && error !== null && 'status' in error && 'error' in error;
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, status, detail } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    KNOWN_CODES.has(code) &&
    typeof status === 'number' &&
    typeof detail === 'string'
  );
}

/** A problem arrives as text when the request asked for text. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

function problemOf(code: ErrorCode, status: number, title: string, detail: string): Problem {
  return { type: 'about:blank', title, status, detail, instance: '', code };
}
