import { isKnownZone, offsetMinutesAt, toInstant } from '@expertbook/scheduling';
import { findIana } from 'windows-iana';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * A zone as two functions. A wall time is a number of milliseconds, as if the clock showed UTC. A wall time in a gap
 * moves on, one in a fold is the first.
 */
export interface ZoneClock {
  toInstant(wall: number): number;
  toWall(instant: number): number;
}

export const UTC: ZoneClock = { toInstant: (wall) => wall, toWall: (instant) => instant };

const clocks = new Map<string, ZoneClock>();

/** The clock of an IANA zone in the project's data. @throws UnknownZoneError */
export function ianaClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const clock: ZoneClock = {
    toInstant: (wall) => {
      const day = Math.floor(wall / DAY) * DAY;
      return Math.round(toInstant(zone, new Date(day).toISOString().slice(0, 10), (wall - day) / MINUTE));
    },
    toWall: (instant) => instant + Math.round(offsetMinutesAt(zone, instant) * MINUTE),
  };
  offsetMinutesAt(zone, 0);
  clocks.set(zone, clock);
  return clock;
}

/**
 * The IANA name of a `TZID` or `X-WR-TIMEZONE`: the name itself, the end of a longer one
 * (`/example.org/20050126_1/Europe/Berlin`), or the CLDR's mapping of a Windows name. Null when it is unknown.
 */
export function ianaNameOf(name: string): string | null {
  const bare = name.trim().replace(/^"(.*)"$/, '$1');
  if (isKnownZone(bare)) return bare;
  const parts = bare.split('/').filter((part) => part !== '');
  for (const count of [3, 2]) {
    const end = parts.slice(-count).join('/');
    if (parts.length >= count && isKnownZone(end)) return end;
  }
  return (findIana(bare) as string[]).find((zone) => isKnownZone(zone)) ?? null;
}
