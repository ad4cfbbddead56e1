import type { FieldErrorCode } from '@expertbook/contracts';
import { DomainError } from '../http/domain-error';
import type { PasswordOwner, PasswordWeakness } from './password-strength';
import { weaknessOf } from './password-strength';

const MESSAGES: Readonly<Record<PasswordWeakness & FieldErrorCode, string>> = {
  common_password: 'This is one of the most common passwords. Choose another one.',
  weak_password: 'This password is too easy to guess. Choose another one, for instance four unrelated words.',
};

/**
 * @param field name of the password's field in the request
 * @throws DomainError `validation_failed` with the field code `common_password` or `weak_password` for one that is easy to
 *     guess
 */
export async function assertStrongPassword(
  field: string,
  password: string,
  owner: PasswordOwner,
): Promise<void> {
  const code = await weaknessOf(password, owner);
  if (code === null) return;
  const message = MESSAGES[code];
  throw new DomainError('validation_failed', { detail: message, errors: [{ field, code, message }] });
}
