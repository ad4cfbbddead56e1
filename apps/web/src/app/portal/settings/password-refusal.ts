import type { ErrorTexts } from '../../ui/form-submission';
import type { FieldMapping } from '../../ui/form-rules';
import type { Translator } from '../../i18n/translator';

/** Where a wrong password is said, and that it is this one: the API's words are those of the login. */
export function wrongPasswordAt(
  control: string,
  t: Translator<'portal-settings'>,
): FieldMapping & Pick<ErrorTexts, 'detail'> {
  return {
    fields: { invalid_credentials: control },
    detail: ({ code }) => (code === 'invalid_credentials' ? t('password.wrong') : undefined),
  };
}
