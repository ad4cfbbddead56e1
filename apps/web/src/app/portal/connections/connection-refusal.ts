import type { FormGroup } from '@angular/forms';
import type { FieldError, SyncFailure } from '@expertbook/contracts';
import { SYNC_FAILURES } from '@expertbook/contracts';
import type { WebProblem } from '../../data/problem';
import { spokenProblem } from '../../i18n/spoken-problem';
import { translator } from '../../i18n/translator';
import { showProblem } from '../../ui/form-rules';
import type { OwnWords } from '../../ui/form-sending';
import { failureSentence } from './calendar-state';

const FAILURES: ReadonlySet<string> = new Set(SYNC_FAILURES);

/**
 * How a form says that a calendar could not be connected: at the field that the API names, in the words that the list has for the
 * same failure. Call it where one may inject.
 *
 * @param isHidden of a control that the form does not draw: what is said of it stands above the form
 */
export function connectionRefusal(
  form: FormGroup,
  isHidden: (field: string) => boolean = () => false,
): OwnWords {
  const t = translator('portal-connections');
  const spoken = spokenProblem();
  const messageOf = ({ code, message }: FieldError): string => {
    if (!isFailure(code)) return message;
    return code === 'sign_in_again' ? t('password.refused') : failureSentence(code, t);
  };
  const worded = (problem: WebProblem): WebProblem => {
    const said = spoken(problem);
    const errors = said.errors?.map((error) => ({ ...error, message: messageOf(error) }));
    return { ...said, ...(errors && { errors }) };
  };
  const rename = (field: string) => (isHidden(field) ? '' : field);
  return {
    say: (problem) =>
      showProblem(form, worded(problem), { rename, fields: { address_not_reachable: 'address' } }),
  };
}

function isFailure(code: string): code is SyncFailure {
  return FAILURES.has(code);
}
