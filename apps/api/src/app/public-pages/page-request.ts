import type { Language, SlotView, TimeZoneName } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import type { Encoding } from '../http/compression';
import { askedLanguage } from '../languages/page-language';
import type { MonthHints } from './first-slots';
import { chosenView, visitorZone } from './first-slots';

/** A request for a page, as far as the answer depends on it. Everything but the path may be missing or nonsense. */
export interface PageRequest {
  /** `/ada/intro` */
  path: string;
  hints: PageHints;
  /** The visitor's; null when it is unknown. */
  zone: TimeZoneName | null;
  /** How free times are shown: of the address, else the remembered one; null = as the event type has it. */
  view: SlotView | null;
  /** Of those the pages speak; null when the browser asks for none of them. */
  language: Language | null;
}

/** What stands behind the `?` and changes the page. */
export type PageHints = Omit<MonthHints, 'tz' | 'view'> & { reschedule?: unknown };

/** A record, so that a hint that is added cannot be forgotten here. */
const HINTS: Readonly<Record<keyof PageHints, true>> = {
  slot: true,
  month: true,
  date: true,
  duration: true,
  reschedule: true,
};
const HINT_NAMES = Object.keys(HINTS) as (keyof PageHints)[];
/** Nothing that is meant is longer. */
const MAX_HINT_LENGTH = 100;
const MAX_PATH_LENGTH = 200;

/** @param cookies of the request, which are not parsed yet where it is answered early */
export function pageRequestOf(
  { url, query, headers }: Pick<FastifyRequest, 'url' | 'query' | 'headers'>,
  cookies: Readonly<Record<string, string | undefined>>,
): PageRequest {
  const { tz, lang, view, ...hints } = query as Record<string, unknown>;
  return {
    path: pathOf(url),
    hints,
    zone: visitorZone(tz, cookies['tz']),
    view: chosenView(view, cookies['view']),
    language: askedLanguage(lang, cookies['lang'], headers['accept-language']),
  };
}

/**
 * What requests that get the same bytes have in common.
 * @returns null where the request says something that no page of ours does: what it gets is not worth keeping
 */
export function pageKey(
  { path, hints, zone, view, language }: PageRequest,
  encoding: Encoding | null,
): string | null {
  const said = HINT_NAMES.map((name) => hints[name]);
  const isPlain = said.every(
    (hint) => hint === undefined || (typeof hint === 'string' && hint.length <= MAX_HINT_LENGTH),
  );
  return isPlain && path.length <= MAX_PATH_LENGTH
    ? JSON.stringify([path, encoding, language, zone, view, ...said.map((hint) => hint ?? null)])
    : null;
}

/** Decoded, without the query; what cannot be decoded leads nowhere. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    return '/%';
  }
}
