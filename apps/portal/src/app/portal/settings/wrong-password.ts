import type { ErrorTexts } from '../../ui/form-submission';
import type { FieldMapping } from '../../ui/form-rules';
import type { Translator } from '@expertbook/web-shared/i18n/translator';

/** Puts the error of a wrong password on its field, with a text of its own: the API's is the one of the login. */
export function wrongPasswordAt(
  control: string,
  t: Translator<'portal-settings'>,
): FieldMapping & Pick<ErrorTexts, 'detail'> {
  return {
    fields: { invalid_credentials: control },
    detail: ({ code }) => (code === 'invalid_credentials' ? t('password.wrong') : undefined),
  };
}
