import type { Language, SlotView, TimeZoneName } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import type { Encoding } from '../http/compression';
import { requestedLanguage } from '../languages/page-language';
import type { MonthHints } from './first-slots';
import { chosenView, visitorZone } from './first-slots';

/** The parts of a page request that the response depends on. All of them but the path may be missing or invalid. */
export interface PageRequest {
  /** `/ada/intro` */
  path: string;
  hints: PageHints;
  /** The visitor's; null when it is unknown. */
  zone: TimeZoneName | null;
  /** How free times are shown: of the address, otherwise the stored one; null = the default of the event type. */
  view: SlotView | null;
  /** A language of the pages; null when the browser accepts none of them. */
  language: Language | null;
}

/** Query parameters that change the page. */
export type PageHints = Omit<MonthHints, 'tz' | 'view'> & { reschedule?: unknown };

/** A record, so that the compiler finds a missing parameter. */
const HINTS: Readonly<Record<keyof PageHints, true>> = {
  slot: true,
  month: true,
  date: true,
  duration: true,
  reschedule: true,
};
const HINT_NAMES = Object.keys(HINTS) as (keyof PageHints)[];
/** No valid value is longer. */
const MAX_HINT_LENGTH = 100;
const MAX_PATH_LENGTH = 200;

/** @param cookies of the request, which are not yet parsed before routing */
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
    language: requestedLanguage(lang, cookies['lang'], headers['accept-language']),
  };
}

/**
 * Equal for requests that get the same bytes.
 * @returns null for a request with parameters that the pages do not have: its response is not worth caching
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

/** Decoded, without the query. A path that cannot be decoded becomes an unknown one. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    return '/%';
  }
}
