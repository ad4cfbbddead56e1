import type { PublicEventTypePage, PublicExpert, PublicExpertPage } from '@expertbook/contracts';
import { escapeHtml, plainTextOf } from '@expertbook/presentation';
import type { PreviewCard } from '../previews/preview-card';
import {
  eventTypeCard,
  PREVIEW_HEIGHT,
  PREVIEW_WIDTH,
  previewVersion,
  profileCard,
} from '../previews/preview-card';
import { scriptJson } from '../initial-html/escape';
import type { PageWords } from './page-words';

/** The metadata of a page for search engines and link previews. */
export interface PageHead {
  title: string;
  description: string;
  /** Absolute. */
  address: string;
  /** Absolute. */
  image: string;
  kind: 'website' | 'profile';
  /** schema.org, as JSON-LD. */
  about: object;
}

const MAX_DESCRIPTION_LENGTH = 200;
const SITE = 'ExpertBook';
const PICTURE = '/og.png';

export function homeHead(words: PageWords, publicUrl: string): PageHead {
  return {
    ...words.home,
    address: `${publicUrl}/`,
    image: `${publicUrl}${PICTURE}`,
    kind: 'website',
    about: { '@context': 'https://schema.org', '@type': 'WebSite', name: SITE, url: `${publicUrl}/` },
  };
}

export function profileHead(page: PublicExpertPage, words: PageWords, publicUrl: string): PageHead {
  const { expert, eventTypes } = page;
  const { title, description } = words.profile(expert.name);
  const address = `${publicUrl}/${expert.handle}`;
  return {
    title,
    description: brief(expert.headline || plainTextOf(expert.bio) || description),
    address,
    image: previewOf(`experts/${expert.handle}`, profileCard(page, publicUrl), publicUrl),
    kind: 'profile',
    about: {
      '@context': 'https://schema.org',
      '@type': 'ProfilePage',
      url: address,
      mainEntity: {
        ...personOf(expert, address),
        makesOffer: eventTypes.map((eventType) => ({
          '@type': 'Offer',
          url: `${address}/${eventType.slug}`,
          itemOffered: {
            '@type': 'Service',
            name: eventType.title,
            ...(eventType.description && { description: brief(eventType.description) }),
          },
        })),
      },
    },
  };
}

export function eventTypeHead(page: PublicEventTypePage, words: PageWords, publicUrl: string): PageHead {
  const { expert, eventType } = page;
  const profile = `${publicUrl}/${expert.handle}`;
  const address = `${profile}/${eventType.slug}`;
  const description = brief(eventType.description || words.eventType(eventType.title, expert.name));
  return {
    title: `${eventType.title} · ${expert.name}`,
    description,
    address,
    image: previewOf(
      `experts/${expert.handle}/event-types/${eventType.slug}`,
      eventTypeCard(page, publicUrl),
      publicUrl,
    ),
    kind: 'website',
    about: {
      '@context': 'https://schema.org',
      '@type': 'Service',
      name: eventType.title,
      description,
      url: address,
      provider: personOf(expert, profile),
      potentialAction: { '@type': 'ReserveAction', target: address },
    },
  };
}

/** Markup for the head, without the title. */
export function headMarkup({ title, description, address, image, kind }: PageHead): string {
  const metas: [name: 'name' | 'property', key: string, content: string][] = [
    ['name', 'description', description],
    ['property', 'og:site_name', SITE],
    ['property', 'og:type', kind],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', address],
    ['property', 'og:image', image],
    ['property', 'og:image:width', String(PREVIEW_WIDTH)],
    ['property', 'og:image:height', String(PREVIEW_HEIGHT)],
    ['name', 'twitter:card', 'summary_large_image'],
  ];
  const tags = metas.map(
    ([name, key, content]) => `<meta ${name}="${key}" content="${escapeHtml(content)}">`,
  );
  return `<link rel="canonical" href="${escapeHtml(address)}">${tags.join('')}`;
}

/** The schema.org description of the page as a data block. */
export function aboutMarkup({ about }: PageHead): string {
  return `<script type="application/ld+json">${scriptJson(about)}</script>`;
}

function personOf(expert: PublicExpert, address: string): object {
  return {
    '@type': 'Person',
    name: expert.name,
    url: address,
    ...(expert.headline && { description: expert.headline }),
    ...(expert.photoUrl && { image: expert.photoUrl }),
  };
}

/** The address of the page's preview picture, which changes with the picture. */
function previewOf(page: string, card: PreviewCard, publicUrl: string): string {
  return `${publicUrl}/api/v1/${page}/preview?v=${previewVersion(card)}`;
}

/** One line that ends with a whole word. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_DESCRIPTION_LENGTH) return line;
  const cut = line.slice(0, MAX_DESCRIPTION_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/\s+\S*$/, '')}…`;
}
