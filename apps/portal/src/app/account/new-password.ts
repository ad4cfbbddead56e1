import type { ValidatorFn } from '@angular/forms';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { maxLengthRule, rule, requiredRule } from '../ui/form-rules';

/** Rules for a new password (NIST SP 800-63B: length counts, character classes do not). The API also rejects common passwords. */
export function newPasswordRules(t: Translator<'account'>): ValidatorFn[] {
  return [
    requiredRule(() => t('fault.choosePassword')),
    rule<string>(
      (value) => value.length === 0 || value.length >= MIN_PASSWORD_LENGTH,
      () => t('fault.short', { count: MIN_PASSWORD_LENGTH }),
    ),
    maxLengthRule(MAX_PASSWORD_LENGTH, () => t('fault.long', { count: MAX_PASSWORD_LENGTH })),
  ];
}
