import type { PublicEventType } from '@expertbook/contracts';

type Listed = Pick<PublicEventType, 'group' | 'featured'>;

/** Event types under one heading. */
export interface EventGroup<T extends Listed> {
  /** Empty = without a heading. */
  name: string;
  eventTypes: T[];
}

/**
 * Event types as a profile lists them: the featured one first, the others under their headings in the order of the
 * headings' first occurrence, those without a heading first.
 */
export function groupsOf<T extends Listed>(
  eventTypes: readonly T[],
): { featured: T | null; groups: EventGroup<T>[] } {
  const featured = eventTypes.find((one) => one.featured) ?? null;
  const groups = new Map<string, T[]>([['', []]]);
  for (const one of eventTypes) {
    if (one === featured) continue;
    const group = groups.get(one.group);
    if (group) group.push(one);
    else groups.set(one.group, [one]);
  }
  return {
    featured,
    groups: [...groups]
      .map(([name, members]) => ({ name, eventTypes: members }))
      .filter((group) => group.eventTypes.length > 0),
  };
}
