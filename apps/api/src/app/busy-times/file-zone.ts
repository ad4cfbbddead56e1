import type { IcalComponent, IcalRecur } from './ical-library';
import { wallOf } from './ical-library';
import type { Steps } from './rule-walls';
import { ruleWalls } from './rule-walls';
import type { ZoneClock } from './zone-clock';

interface Change {
  /** Wall time before the change. */
  wall: number;
  before: number;
  after: number;
}

/**
 * The clock of a zone that only the file itself defines (`VTIMEZONE`), up to an instant.
 * @returns null when the definition cannot be read
 */
export function fileClock(zone: IcalComponent, to: number, steps: Steps): ZoneClock | null {
  const changes: Change[] = [];
  for (const rule of zone.getAllSubcomponents()) {
    const start = rule.getFirstPropertyValue('dtstart') as Parameters<typeof wallOf>[0] | null;
    const before = secondsOf(rule, 'tzoffsetfrom');
    const after = secondsOf(rule, 'tzoffsetto');
    if (!start || before === null || after === null) return null;
    const first = wallOf(start);
    const walls = new Set([first]);
    for (const property of rule.getAllProperties('rrule')) {
      const recurrence = property.getFirstValue() as IcalRecur;
      const until = recurrence.until ? wallOf(recurrence.until) : Infinity;
      const isBeforeUntil = (wall: number): boolean => wall - before * 1000 <= until;
      const span = { start: first, isDate: false, from: first, to, isBeforeUntil };
      for (const wall of ruleWalls(recurrence, span, steps)) walls.add(wall);
    }
    for (const property of rule.getAllProperties('rdate')) {
      for (const time of property.getValues()) walls.add(wallOf(time as Parameters<typeof wallOf>[0]));
    }
    for (const wall of walls) changes.push({ wall, before: before * 1000, after: after * 1000 });
  }
  if (changes.length === 0) return null;
  changes.sort((a, b) => a.wall - a.before - (b.wall - b.before));
  const first = changes[0]?.before ?? 0;
  return {
    toInstant: (wall) => {
      let offset = first;
      // In a gap the earlier offset applies, so that time moves on; in a fold too, so that the first one is chosen.
      for (const change of changes) {
        if (wall >= change.wall + Math.max(0, change.after - change.before)) offset = change.after;
        else break;
      }
      return wall - offset;
    },
    toWall: (instant) => {
      let offset = first;
      for (const change of changes) {
        if (instant >= change.wall - change.before) offset = change.after;
        else break;
      }
      return instant + offset;
    },
  };
}

function secondsOf(rule: IcalComponent, name: string): number | null {
  const value = rule.getFirstPropertyValue(name) as { toSeconds(): number } | null;
  return value === null ? null : value.toSeconds();
}
