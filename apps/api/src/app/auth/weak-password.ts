import { DomainError } from '../http/domain-error';
import { isHopelessPassword } from './passwords';

/**
 * @param field where the password stands in the request
 * @throws DomainError `validation_failed` with the code `weak_password` for one that anybody would try first
 */
export function refuseHopeless(
  field: string,
  password: string,
  about: { email: string; name: string },
): void {
  if (!isHopelessPassword(password, about)) return;
  const message =
    'This password is too easy to guess. Choose another one, for instance four unrelated words.';
  throw new DomainError('validation_failed', {
    detail: message,
    errors: [{ field, code: 'weak_password', message }],
  });
}
