import { egressSettings } from '../config/egress-settings';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import type { EgressRequest } from './egress-client';
import { EgressClient } from './egress-client';

/** Public by every rule; nothing listens on it here. */
export const PUBLIC_IP = '93.184.215.14';
const NAMES: Readonly<Record<string, string[]>> = {
  'calendar.test': ['127.0.0.1'],
  'other.test': ['127.0.0.1'],
  'inner.example.com': ['127.0.0.1'],
  'mapped.example.com': ['::ffff:127.0.0.1'],
  'both.example.com': [PUBLIC_IP, '10.0.0.1'],
  'metadata.example.com': ['169.254.169.254'],
};

export interface Setting {
  allow?: string;
  http?: boolean;
  resolve?: (host: string) => Promise<string[]>;
}

export function clientWith({
  allow = 'calendar.test,other.test',
  http = true,
  resolve,
}: Setting = {}): EgressClient {
  const egress = egressSettings(allow, http);
  if ('wrong' in egress) throw new Error(egress.wrong);
  return new EgressClient({ egress }, resolve ?? ((host) => Promise.resolve(NAMES[host] ?? [])));
}

/** Asserts the one error for all refusals, for specs that mock `logEvent`; returns the reason in the log. */
export async function refusal(
  address: string,
  request: EgressRequest = {},
  setting: Setting = {},
): Promise<unknown> {
  const error: unknown = await clientWith(setting)
    .fetch(address, request)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DomainError);
  const { code, message, options, cause } = error as DomainError;
  expect({ code, message, options, cause }).toEqual({
    code: 'address_not_reachable',
    message: 'address_not_reachable',
    options: {},
    cause: undefined,
  });
  expect(logEvent).toHaveBeenCalledTimes(1);
  expect(jest.mocked(logEvent).mock.calls[0]?.[0]).toBe('egress.refused');
  return jest.mocked(logEvent).mock.calls[0]?.[1]?.reason;
}
