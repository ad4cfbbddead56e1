import type { TimeZoneName } from '@expertbook/contracts';

/** The browser's own zone; `UTC` where it is unknown. */
export function browserZone(): TimeZoneName {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
