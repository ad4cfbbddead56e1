import type { PublicEventType, PublicExpert } from '@expertbook/contracts';
import { eventTypePaint, profilePaint } from './first-paint';

const EVIL = '<img src=x onerror=alert(1)>';
const expert: PublicExpert = {
  handle: 'ada',
  name: `Ada ${EVIL}`,
  headline: EVIL,
  bio: `One ${EVIL}\n\nTwo`,
  timeZone: 'UTC',
  photoUrl: null,
  brandColor: null,
  language: 'en',
};
const eventType: PublicEventType = {
  id: '1',
  slug: 'intro',
  title: `Intro ${EVIL}`,
  description: `${EVIL} `.repeat(10),
  durations: [15, 30],
  location: { kind: 'jitsi' },
  bufferBefore: 0,
  bufferAfter: 0,
  questions: [],
  requiresConfirmation: false,
  seats: 1,
  redirectUrl: null,
};

describe('what is painted first', () => {
  it.each([
    ['profile', profilePaint({ expert, eventTypes: [eventType] })],
    ['booking page', eventTypePaint({ expert, eventType, link: null })],
  ])('on a %s is escaped', (_name, html) => {
    expect(html).not.toContain('<img');
    expect(html).toContain('Ada &lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('Intro &lt;img');
  });

  it('is well nested', () => {
    for (const html of [
      profilePaint({ expert, eventTypes: [eventType] }),
      eventTypePaint({ expert, eventType, link: null }),
    ]) {
      const open: string[] = [];
      for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9-]+)[^>]*>/g)) {
        if (slash) expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('links from the profile to each event type, without scripts too', () => {
    expect(profilePaint({ expert, eventTypes: [eventType] })).toContain('href="/ada/intro"');
    expect(profilePaint({ expert: { ...expert, bio: '', headline: '' }, eventTypes: [] })).not.toContain(
      '<p',
    );
  });
});
