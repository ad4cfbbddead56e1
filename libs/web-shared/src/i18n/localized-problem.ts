import type { Problem } from '@expertbook/contracts';
import { fieldText } from './field-text';
import { problemText } from './problem-text';

/**
 * Returns a problem with all texts in the current language, including those of its rejected fields. Call it in an
 * injection context; needs the scope `problems`.
 */
export function localizedProblem(): (problem: Problem) => Problem {
  const say = problemText();
  const sayField = fieldText();
  return (problem) => ({
    ...problem,
    detail: say(problem),
    ...(problem.errors && {
      errors: problem.errors.map((error) => ({ ...error, message: sayField(error) })),
    }),
  });
}
