import type { FieldErrorCode } from '@expertbook/contracts';
import { FIELD_ERROR_CODES } from '@expertbook/contracts';

const KNOWN: ReadonlySet<string> = new Set(FIELD_ERROR_CODES);

/** Rules whose own name means nothing to an integrator. */
const NAMES: Readonly<Record<string, FieldErrorCode>> = {
  whitelistValidation: 'unknown_field',
  nestedValidation: 'is_object',
  isIso8601: 'is_instant',
};

/**
 * The code of a broken rule: the one that its decorator has in `context: { code }` (required for patterns), otherwise
 * the rule's name (`maxLength` -> `max_length`). `invalid` for a rule without a name.
 */
export function fieldCodeOf(rule: string, context: unknown): FieldErrorCode {
  const given = (context as { code?: unknown } | undefined)?.code;
  const code = typeof given === 'string' ? given : (NAMES[rule] ?? snake(rule));
  return isFieldCode(code) ? code : 'invalid';
}

function isFieldCode(code: string): code is FieldErrorCode {
  return KNOWN.has(code);
}

function snake(rule: string): string {
  return rule.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
}
