import type { PublicEventTypePage, PublicExpertPage } from '@expertbook/contracts';
import { accentsOf, durationsText, initialsOf, languageLocale, plainTextOf } from '@expertbook/presentation';
import { createHash } from 'node:crypto';
import type { PreviewOrder, PreviewText } from './preview-program';

export const PREVIEW_WIDTH = 1200;
export const PREVIEW_HEIGHT = 630;
/** Raise it when the same card is drawn differently. */
const DRAWING = 1;
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;
const OWN_COLOR = '#0b5f52';
const INK = '#ffffff';
/** Used for an invalid colour. */
const INK_PAPER = '#000000';
const PORTRAIT = 216;
const MARGIN = 84;
const FOOT = 112;
/** Fonts for all scripts, the most used first: the first one has Latin, Cyrillic, Greek, Vietnamese and Devanagari. */
const FONTS = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-kr',
  'noto-sans-sc',
  'noto-sans-thai',
  'noto-sans-bengali',
  'noto-sans-tamil',
  'noto-sans-georgian',
  'noto-sans-armenian',
] as const;

/** Content of the picture for a page's link preview. */
export interface PreviewCard {
  /** The largest line. */
  title: string;
  /** Below it. */
  text: string;
  /** At the bottom: the address of the page. */
  address: string;
  /** Shown without a photo. */
  initials: string;
  photoUrl: string | null;
  /** `#rrggbb` */
  color: string;
}

/** The card of an expert. @param publicUrl origin of the pages */
export function profileCard({ expert }: PublicExpertPage, publicUrl: string): PreviewCard {
  return {
    title: expert.name,
    text: expert.headline || plainTextOf(expert.bio).slice(0, 200),
    address: placeOf(publicUrl, expert.handle),
    initials: initialsOf(expert.name),
    photoUrl: expert.photoUrl,
    color: expert.brandColor ?? OWN_COLOR,
  };
}

/** The card of an event type: title, durations and expert. @param publicUrl origin of the pages */
export function eventTypeCard({ expert, eventType }: PublicEventTypePage, publicUrl: string): PreviewCard {
  return {
    title: eventType.title,
    text: `${expert.name} · ${durationsText(eventType.durations, languageLocale(expert.language))}`,
    address: placeOf(publicUrl, `${expert.handle}/${eventType.slug}`),
    initials: initialsOf(expert.name),
    photoUrl: expert.photoUrl,
    color: eventType.color ?? expert.brandColor ?? OWN_COLOR,
  };
}

/** Changes whenever the picture changes: addresses with it may be cached for ever. */
export function previewVersion(card: PreviewCard): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, card]))
    .digest('base64url')
    .slice(0, 16);
}

/** Layout of a card: the portrait before the text, on the colour. */
export function previewOrder(card: PreviewCard): PreviewOrder {
  const left = MARGIN + PORTRAIT + 60;
  const width = PREVIEW_WIDTH - left - MARGIN;
  const middle = (PREVIEW_HEIGHT - FOOT) / 2;
  const top = middle - PORTRAIT / 2;
  const texts: PreviewText[] = [
    { text: card.title, size: 76, bold: true, left, top: null, width, height: 230 },
    { text: card.text, size: 38, bold: false, left, top: null, width, height: 120 },
    {
      text: card.address,
      size: 28,
      bold: false,
      left: MARGIN,
      top: PREVIEW_HEIGHT - 72,
      width: PREVIEW_WIDTH - 2 * MARGIN,
      height: 40,
    },
  ];
  if (!card.photoUrl) {
    texts.push({
      text: card.initials,
      size: 84,
      bold: true,
      left: MARGIN,
      top,
      width: PORTRAIT,
      height: PORTRAIT,
      centred: true,
    });
  }
  return {
    width: PREVIEW_WIDTH,
    height: PREVIEW_HEIGHT,
    fonts: FONTS,
    background: background(accentsOf(card.color)?.light.primary ?? INK_PAPER, top),
    ink: INK,
    texts,
    middle,
    portrait: card.photoUrl ? { left: MARGIN, top, size: PORTRAIT } : null,
    maxMemory: MAX_MEMORY_BYTES,
  };
}

/** @param color `#rrggbb`, dark enough for white letters */
function background(color: string, top: number): string {
  const radius = PORTRAIT / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW_WIDTH}" height="${PREVIEW_HEIGHT}">` +
    `<rect width="100%" height="100%" fill="${color}"/>` +
    `<circle cx="1130" cy="40" r="330" fill="#ffffff" fill-opacity="0.06"/><circle cx="1010" cy="640" r="210" fill="#000000" fill-opacity="0.07"/>` +
    `<circle cx="${MARGIN + radius}" cy="${top + radius}" r="${radius + 8}" fill="#ffffff" fill-opacity="0.22"/>` +
    `<rect x="0" y="${PREVIEW_HEIGHT - FOOT}" width="100%" height="${FOOT}" fill="#000000" fill-opacity="0.16"/></svg>`
  );
}

function placeOf(publicUrl: string, path: string): string {
  return `${publicUrl.replace(/^https?:\/\//, '')}/${path}`;
}
