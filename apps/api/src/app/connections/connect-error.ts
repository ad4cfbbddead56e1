import type { SyncFailure } from '@expertbook/contracts';
import { DomainError, fieldError } from '../http/domain-error';
import { ProviderError } from './calendar-adapter';

const REASONS: Readonly<Record<SyncFailure, () => DomainError>> = {
  not_reachable: () => new DomainError('address_not_reachable'),
  rate_limited: () => new DomainError('address_not_reachable'),
  sign_in_again: () => new DomainError('provider_refused'),
  not_found: () => new DomainError('calendar_unreadable'),
  not_a_calendar: () => new DomainError('calendar_unreadable'),
  too_large: () =>
    new DomainError('calendar_unreadable', { detail: 'This calendar is too large to be read.' }),
  provider_error: () => new DomainError('calendar_unreadable'),
};

/** What an expert who connects an account is told; other errors stay what they are. */
export function toConnectError(error: unknown): unknown {
  return error instanceof ProviderError ? REASONS[error.failure]() : error;
}

/** @throws DomainError `validation_failed` for an address that no calendar can have */
export function assertCalendarAddress(address: string): void {
  const url = address.replace(/^webcals?:/i, 'https:');
  const isAddress = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isAddress) {
    throw fieldError(
      'validation_failed',
      'address',
      'Write an address that begins with https:// or webcal://.',
      'invalid_link',
    );
  }
}
