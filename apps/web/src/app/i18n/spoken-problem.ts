import type { Problem } from '@expertbook/contracts';
import { fieldText } from './field-text';
import { problemText } from './problem-text';

/**
 * A problem with all it says in the language that is shown, its refused fields' messages too: what forms put under their
 * fields. Call it where one may inject; needs the scope `problems`.
 */
export function spokenProblem(): (problem: Problem) => Problem {
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
