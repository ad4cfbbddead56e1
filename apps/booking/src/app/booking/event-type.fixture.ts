import type { PublicEventType } from '@expertbook/contracts';

/** An ordinary event type for specs; `changes` overrides the relevant fields. */
export function eventTypeWith(changes: Partial<PublicEventType> = {}): PublicEventType {
  return {
    id: 'event-type-1',
    slug: 'intro',
    title: 'Intro call',
    description: '',
    durations: [30],
    bufferBefore: 0,
    bufferAfter: 0,
    questions: [],
    requiresConfirmation: false,
    requiresEmailCode: false,
    seats: 1,
    redirectUrl: null,
    color: null,
    icon: null,
    group: '',
    featured: false,
    location: { kind: 'jitsi' },
    guestsAllowed: true,
    defaultView: 'month',
    ...changes,
  };
}
