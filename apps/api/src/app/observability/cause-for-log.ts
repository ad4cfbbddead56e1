import { mongo } from 'mongoose';
import { isDatabaseUnavailable } from '../database/database-errors';

/** An error in a line of the log. */
export interface LoggedCause {
  type: string;
  code?: string;
  message?: string;
  /** Where it was thrown, without the message. */
  stack?: string[];
}

/** Errors of the program itself, whose message contains code and no data. */
const OF_THE_PROGRAM = [TypeError, ReferenceError, RangeError];
const FRAMES = 12;

/**
 * The loggable part of an unexpected error. Messages can contain user input (a duplicate key contains the address, a
 * parser quotes its input), so only safe ones are kept.
 */
export function causeForLog(cause: unknown): LoggedCause {
  if (!(cause instanceof Error)) return { type: typeof cause };
  const { code } = cause as { code?: unknown };
  const named = cause instanceof mongo.MongoServerError ? (cause.codeName ?? code) : code;
  const isHarmless = OF_THE_PROGRAM.some((type) => cause instanceof type) || isDatabaseUnavailable(cause);
  const stack = framesOf(cause);
  return {
    type: cause.name,
    ...(named !== undefined && { code: String(named) }),
    ...(isHarmless && { message: cause.message.slice(0, 300) }),
    ...(stack.length > 0 && { stack }),
  };
}

function framesOf({ stack }: Error): string[] {
  const lines = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, FRAMES).map((line) => line.trim());
}
