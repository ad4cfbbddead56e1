import type { PublicEventTypePage, PublicExpert, PublicExpertPage } from '@expertbook/contracts';
import { escapeHtml, scriptJson } from './escape';
import type { PageWords } from './page-words';

/** What search engines and link previews are told of a page. */
export interface PageHead {
  title: string;
  description: string;
  /** Absolute. */
  address: string;
  /** Absolute. */
  image: string;
  /** A photo is shown beside the text, the product's picture above it. */
  portrait: boolean;
  kind: 'website' | 'profile';
  /** schema.org, as JSON-LD. */
  about: object;
}

const LONGEST_DESCRIPTION = 200;
const SITE = 'ExpertBook';
const PICTURE = '/og.png';

export function homeHead(words: PageWords, publicUrl: string): PageHead {
  return {
    ...words.home,
    address: `${publicUrl}/`,
    image: `${publicUrl}${PICTURE}`,
    portrait: false,
    kind: 'website',
    about: { '@context': 'https://schema.org', '@type': 'WebSite', name: SITE, url: `${publicUrl}/` },
  };
}

export function profileHead(
  { expert, eventTypes }: PublicExpertPage,
  words: PageWords,
  publicUrl: string,
): PageHead {
  const { title, description } = words.profile(expert.name);
  const address = `${publicUrl}/${expert.handle}`;
  return {
    title,
    description: brief(expert.headline || expert.bio || description),
    address,
    ...pictureOf(expert, publicUrl),
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

export function eventTypeHead(
  { expert, eventType }: PublicEventTypePage,
  words: PageWords,
  publicUrl: string,
): PageHead {
  const profile = `${publicUrl}/${expert.handle}`;
  const address = `${profile}/${eventType.slug}`;
  const description = brief(eventType.description || words.eventType(eventType.title, expert.name));
  return {
    title: `${eventType.title} · ${expert.name}`,
    description,
    address,
    ...pictureOf(expert, publicUrl),
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

/** The head's markup; the title stands apart. */
export function headMarkup({ title, description, address, image, portrait, kind }: PageHead): string {
  const metas: [name: 'name' | 'property', key: string, content: string][] = [
    ['name', 'description', description],
    ['property', 'og:site_name', SITE],
    ['property', 'og:type', kind],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', address],
    ['property', 'og:image', image],
    ...(portrait
      ? []
      : ([
          ['property', 'og:image:width', '1200'],
          ['property', 'og:image:height', '630'],
        ] as ['property', string, string][])),
    ['name', 'twitter:card', portrait ? 'summary' : 'summary_large_image'],
  ];
  const tags = metas.map(
    ([name, key, content]) => `<meta ${name}="${key}" content="${escapeHtml(content)}">`,
  );
  return `<link rel="canonical" href="${escapeHtml(address)}">${tags.join('')}`;
}

/** The page's schema.org description as a data block. */
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

function pictureOf({ photoUrl }: PublicExpert, publicUrl: string): Pick<PageHead, 'image' | 'portrait'> {
  return { image: photoUrl ?? `${publicUrl}${PICTURE}`, portrait: photoUrl !== null };
}

/** One line that ends with a whole word. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_DESCRIPTION) return line;
  const cut = line.slice(0, LONGEST_DESCRIPTION).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/\s+\S*$/, '')}…`;
}
