import type { EgressSettings } from './egress-settings';
import { egressSettings } from './egress-settings';
import type { SettingsReader } from './settings-reader';

/** Connected calendars, and requests to other servers. */
export interface ConnectionSettings {
  readonly egress: EgressSettings;
  /** Seconds between two reads of a connected calendar. */
  readonly calendarPoll: number;
  /** Minutes after which a connected calendar that could not be read is stale. */
  readonly calendarStaleAfter: number;
  /** Milliseconds that a booking waits for connected calendars that are checked once more. */
  readonly calendarCheckTimeout: number;
}

export function readConnectionSettings(reader: SettingsReader): ConnectionSettings {
  return {
    egress: readEgress(reader),
    calendarPoll: reader.whole('CALENDAR_POLL', 300, 1, 86_400),
    calendarStaleAfter: reader.whole('CALENDAR_STALE_AFTER', 180, 1, 100_000),
    calendarCheckTimeout: reader.whole('CALENDAR_CHECK_TIMEOUT_MS', 1500, 100, 60_000),
  };
}

function readEgress(reader: SettingsReader): EgressSettings {
  const egress = egressSettings(reader.text('EGRESS_ALLOW') ?? '', reader.flag('EGRESS_HTTP', false));
  if (!('wrong' in egress)) return egress;
  const example = 'write host names, addresses and CIDR ranges, like "cloud.lan, 10.0.0.5, 10.1.0.0/16"';
  reader.problems.push(`EGRESS_ALLOW cannot read "${egress.wrong}": ${example}.`);
  return { http: false, hosts: [], networks: [] };
}
