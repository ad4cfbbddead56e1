import type { ValidatorFn } from '@angular/forms';
import type { Translator } from '../i18n/translator';
import { maxLengthRule, rule, requiredRule } from '../ui/form-rules';

/** The API's limits (NIST SP 800-63B: length counts, character classes do not). */
const LENGTH = { least: 10, most: 200 } as const;

/** Rules for a new password. The API also rejects common passwords. */
export function newPasswordRules(t: Translator<'account'>): ValidatorFn[] {
  return [
    requiredRule(() => t('fault.choosePassword')),
    rule<string>(
      (value) => value.length === 0 || value.length >= LENGTH.least,
      () => t('fault.short', { count: LENGTH.least }),
    ),
    maxLengthRule(LENGTH.most, () => t('fault.long', { count: LENGTH.most })),
  ];
}
