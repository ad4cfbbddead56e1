import type {
  PublicEventType,
  PublicExpert,
  PublicExpertPage,
  PublicProfile,
  SlotView,
} from '@expertbook/contracts';
import { eventTypeHtml } from './event-type-html';
import type { PageLocale } from './profile-html';
import { profileHtml } from './profile-html';
import { MessageCatalog } from '../languages/message-catalog';

const EVIL = '<img src=x onerror=alert(1)>';
const expert: PublicExpert = {
  handle: 'ada',
  name: `Ada ${EVIL}`,
  headline: EVIL,
  bio: `One ${EVIL}\n\nTwo`,
  timeZone: 'UTC',
  photoUrl: null,
  brandColor: null,
  look: 'classic',
  language: 'en',
};
const plain: PublicProfile = { coverUrl: null, place: '', spokenLanguages: [], links: [], note: '' };
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
  requiresEmailCode: false,
  seats: 1,
  redirectUrl: null,
  color: null,
  icon: null,
  group: '',
  featured: false,
  guestsAllowed: true,
  defaultView: 'month',
};

const texts = MessageCatalog.of(() => ({
  'place.video': 'Video & more',
  'profile.upTo#other': 'Up to {{count}} people',
  'summary.toConfirm': 'To be confirmed by {{name}}',
}));
const locale: PageLocale = { language: 'en', translate: texts.in('en') };
const profile = (page: Partial<PublicExpertPage> = {}) =>
  profileHtml({ expert, profile: plain, eventTypes: [eventType], ...page }, locale);
const booking = (changes: Partial<PublicEventType> = {}, duration = 15, view: SlotView = 'month') =>
  eventTypeHtml({ expert, eventType: { ...eventType, ...changes }, link: null }, locale, duration, view);

describe('initial HTML', () => {
  it('has the mark of the event type before its title on its own page, escaped, and none where it has none', () => {
    const title = (changes: Partial<PublicEventType>) => /<h1[^>]*>(.*?)<bdi>/.exec(booking(changes))?.[1];
    expect(title({})).toBe('');
    expect(title({ color: '#b3265e' })).toBe(
      '<span class="eb-mark" aria-hidden="true" style="--mark:#b3265e"></span>',
    );
    expect(title({ icon: 'coffee' })).toMatch(/^<span class="eb-mark" aria-hidden="true"><span.*<path d="M/);
    expect(title({ color: '"><script>' })).not.toContain('<script>');
  });

  it.each([
    ['profile', profile()],
    ['booking page', booking({ requiresConfirmation: true })],
  ])('on a %s is escaped', (_name, html) => {
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('Ada &lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('Intro &lt;img');
  });

  it('is well nested', () => {
    const full = profile({
      expert: { ...expert, bio: '## A\n- b\n\n1. c\n\n**d** _e_ [f](https://a.example)' },
      profile: {
        coverUrl: '/cover?v=1',
        place: 'London',
        spokenLanguages: ['en', 'de'],
        links: [{ url: 'https://github.com/ada', label: '' }],
        note: 'Away',
      },
      eventTypes: [
        { ...eventType, featured: true, color: '#aa3366', icon: 'star' },
        { ...eventType, group: 'More', color: '#336699' },
      ],
    });
    const pages = [
      full,
      profile(),
      profile({ eventTypes: [] }),
      booking(),
      booking({ durations: [30], seats: 4 }),
      booking({}, 15, 'week'),
      booking({}, 15, 'list'),
    ];
    for (const html of pages) {
      const open: string[] = [];
      for (const [, slash, name = '', , end] of html.matchAll(/<(\/?)([a-z0-9-]+)([^>]*?)(\/?)>/g)) {
        if (end || name === 'img' || name === 'input') continue;
        if (slash) expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('is escaped in every part of a profile', () => {
    const html = profile({
      expert: { ...expert, bio: `## ${EVIL}\n- ${EVIL}\n\n**${EVIL}** [${EVIL}](https://a.example)` },
      profile: {
        coverUrl: `/c"${EVIL}`,
        place: EVIL,
        spokenLanguages: [],
        links: [{ url: `https://a.example/"onclick="x`, label: EVIL }],
        note: EVIL,
      },
      eventTypes: [{ ...eventType, group: EVIL, color: '"><script>' }],
    });
    expect(html).not.toMatch(/<img src=x|<script|"onclick=/);
    expect(html.match(/&lt;img src=x/g)?.length).toBeGreaterThanOrEqual(9);
  });

  it('has links from the profile to each event type, which work without scripts', () => {
    expect(profile()).toContain('href="/ada/intro"');
  });

  it('has duration, place and seats, in the texts of the pages', () => {
    const card = profile({ eventTypes: [{ ...eventType, seats: 4 }] });
    expect(card).toContain('15, 30 min');
    const long = profile({ eventTypes: [{ ...eventType, durations: [5, 15, 90, 120] }] });
    expect(long).toContain('5, 15 min, 1 h 30 min, 2 h');
    expect(card).toContain('Video &amp; more');
    expect(card).toContain('Up to 4 people');
    expect(booking({ durations: [90] })).toContain('1 h 30 min');
    expect(booking({ requiresConfirmation: true })).toContain('To be confirmed by Ada &lt;img');
  });

  it('marks the chosen duration as checked', () => {
    const marked = (html: string) => /checked> ([^<]*)</.exec(html)?.[1];
    expect(marked(booking())).toBe('15 min');
    expect(marked(booking({}, 30))).toBe('30 min');
    expect(marked(booking({ durations: [15] }))).toBeUndefined();
  });

  it('has the photo in place of the initials', () => {
    expect(profile()).toContain('data-letters="A"');
    const html = profile({ expert: { ...expert, photoUrl: '/photo?a="b"' } });
    expect(html).toContain('width="96" height="96" src="/photo?a=&quot;b&quot;"');
  });
});
