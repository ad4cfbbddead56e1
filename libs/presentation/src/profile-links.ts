import type { ProfileLink } from '@expertbook/contracts';

/** Services that have an icon of their own. */
export type LinkKind =
  'bluesky' | 'facebook' | 'github' | 'instagram' | 'linkedin' | 'mastodon' | 'website' | 'x' | 'youtube';

const SERVICES: Readonly<Record<string, LinkKind>> = {
  'bsky.app': 'bluesky',
  'facebook.com': 'facebook',
  'github.com': 'github',
  'instagram.com': 'instagram',
  'linkedin.com': 'linkedin',
  'twitter.com': 'x',
  'x.com': 'x',
  'youtu.be': 'youtube',
  'youtube.com': 'youtube',
};
const NAMES: Readonly<Record<Exclude<LinkKind, 'website'>, string>> = {
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  github: 'GitHub',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  mastodon: 'Mastodon',
  x: 'X',
  youtube: 'YouTube',
};
/** Other services with addresses like Mastodon's. */
const NOT_MASTODON = [
  'medium.com',
  'threads.net',
  'threads.com',
  'tiktok.com',
  'substack.com',
  'flipboard.com',
];

/** Longer ones are cut when displayed. */
const MAX_ADDRESS = 40;

/** Line icons on a 24 x 24 grid. */
export const LINK_ICONS: Readonly<Record<LinkKind, string>> = {
  bluesky:
    'M6.3 5.1C4.7 3.9 2 3 2 6c0 .6.4 5 .6 5.6.7 2.5 3.1 2.8 5.4 2.4-4 .7-4.9 3.2-2.7 5.4 4.4 4.4 5.7-.5 6.2-1.9.3-.7.5-1.2.5-1.5 0 .3.2.8.5 1.5.5 1.4 1.8 6.3 6.2 1.9 2.2-2.2 1.4-4.7-2.7-5.4 2.3.4 4.7.1 5.4-2.4C21.6 11 22 6.6 22 6c0-3-2.7-2.1-4.3-.9C15.4 6.8 12.9 10.2 12 12c-.9-1.8-3.4-5.2-5.7-6.9',
  facebook: 'M14 21v-8h3l.6-3.5H14V7.8C14 6.7 14.5 6 15.9 6H18V3h-2.7C12 3 10.5 5 10.5 7.5v2H8V13h2.5v8z',
  github:
    'M9 19c-4.3 1.4-4.3-2.5-6-3m12 5v-3.5c0-1 .1-1.4-.5-2 2.8-.3 5.5-1.4 5.5-6a4.6 4.6 0 0 0-1.3-3.2 4.2 4.2 0 0 0-.1-3.2s-1.1-.3-3.5 1.3a12.3 12.3 0 0 0-6.2 0C6.5 2.8 5.4 3.1 5.4 3.1a4.2 4.2 0 0 0-.1 3.2A4.6 4.6 0 0 0 4 9.5c0 4.6 2.7 5.7 5.5 6-.6.6-.6 1.2-.5 2V21',
  instagram:
    'M7 3h10a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4m5 12.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7m5-8.5v.1',
  linkedin:
    'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2m2.5 7.5V17m0-9.6v.1m4 9.5v-6.5m0 3c0-2 1-3 2.6-3s2.4 1 2.4 3V17',
  mastodon:
    'M18.6 15.3c-1.8 1.7-6.6 1.6-6.6 1.6a18 18 0 0 1-3.3-.3c1.1 2 4.1 2.8 9 2.5-2 2-13.6 5.3-13.7-7.6v-1.2c0-3 0-4.1 1.4-5.6C7 2.8 12 3 12 3s5-.2 6.6 1.7c1.4 1.5 1.4 2.6 1.4 5.6s-.5 4.1-1.4 5M12 11.2V8.3C12 7 11.1 6 10 6S8 7 8 8.3V13m4-4.7C12 7 12.9 6 14 6s2 1 2 2.3V13',
  website:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3.4 9.5h17.2M3.4 14.5h17.2M12 3c2.4 2.6 3.6 5.6 3.6 9s-1.2 6.4-3.6 9c-2.4-2.6-3.6-5.6-3.6-9S9.6 5.6 12 3',
  x: 'm4 4 11.7 16H20L8.3 4zm0 16 6.8-6.8m2.4-2.4L20 4',
  youtube:
    'M5 5.5h14A2.5 2.5 0 0 1 21.5 8v8a2.5 2.5 0 0 1-2.5 2.5H5A2.5 2.5 0 0 1 2.5 16V8A2.5 2.5 0 0 1 5 5.5m5 3.5v6l5-3z',
};

/** The service of an https address. Mastodon is recognised by the path, since anyone can run a server. */
export function linkKindOf(url: string): LinkKind {
  const [, host = '', path = ''] = /^https:\/\/(?:www\.|m\.)?([^/?#:]+)[^/?#]*([^?#]*)/i.exec(url) ?? [];
  const name = host.toLowerCase();
  const service = Object.keys(SERVICES).find((one) => name === one || name.endsWith(`.${one}`));
  if (service) return SERVICES[service] ?? 'website';
  const isOther = NOT_MASTODON.some((one) => name === one || name.endsWith(`.${one}`));
  return !isOther && /^\/(?:@[\w.-]+(?:@[\w.-]+)?|users\/[\w.-]+)\/?$/.test(path) ? 'mastodon' : 'website';
}

/**
 * The text of a link: the expert's label, otherwise the name of the service, otherwise the address without
 * `https://www.`.
 */
export function linkTextOf({ url, label }: ProfileLink): string {
  if (label) return label;
  const kind = linkKindOf(url);
  if (kind !== 'website') return NAMES[kind];
  const address = url.replace(/^https:\/\/(?:www\.)?/i, '').replace(/[/?#]+$/, '');
  return address.length > MAX_ADDRESS ? `${address.slice(0, MAX_ADDRESS - 1)}…` : address;
}
