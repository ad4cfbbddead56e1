import type { OwnWords } from '../../ui/form-sending';
import type { ProblemPlaces } from '../../ui/form-rules';
import type { Translator } from '../../i18n/translator';

/** Where a wrong password is said, and that it is this one: the API's words are those of the login. */
export function wrongPasswordAt(
  control: string,
  t: Translator<'portal-settings'>,
): ProblemPlaces & Pick<OwnWords, 'detail'> {
  return {
    fields: { invalid_credentials: control },
    detail: ({ code }) => (code === 'invalid_credentials' ? t('password.wrong') : undefined),
  };
}
