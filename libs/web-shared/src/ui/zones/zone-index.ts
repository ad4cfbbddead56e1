import type { TimeZoneName } from '@expertbook/contracts';
import { cityOf } from '@expertbook/contracts';
import { clockOffset } from './clock-offset';
import { currentName } from './current-names';
import { OTHER_NAMES, ZONE_TERMS } from './zone-terms';

/** A time zone in a list of choices. */
export interface ZoneChoice {
  name: TimeZoneName;
  /** The city of the zone's name, or the one that was searched for. */
  city: string;
  /** The country in the current language, and further details to distinguish it; empty for `UTC`. */
  place: string;
  /** Minutes east of UTC, now. */
  offset: number;
}

/** How well a term matches the search; lower is better. */
type Fit = number;

interface Term {
  zone: number;
  /** Normalized by `fold`. */
  text: string;
  /** The city to show for it; empty for countries, abbreviations and zone names. */
  city: string;
  /** 0: a well-known name, 1: a large city, 2: a smaller one, 3: part of the zone's technical name. */
  rank: number;
}

const TECHNICAL = 3;
/** Zones that are in common use worldwide. */
const COMMON =
  'Europe/London America/New_York America/Los_Angeles America/Sao_Paulo Europe/Paris Asia/Dubai Asia/Kolkata Asia/Singapore Asia/Shanghai Asia/Tokyo Australia/Sydney'.split(
    ' ',
  );
/** From this length on a search also matches inside words. */
const MIN_INSIDE = 3;

/** The time zones of this browser, found by city, country, abbreviation, everyday name, zone name or offset. */
export class ZoneIndex {
  readonly all: readonly ZoneChoice[];
  private readonly terms: readonly Term[];
  private readonly byName: ReadonlyMap<TimeZoneName, number>;
  private readonly countries: readonly string[];

  /** `places` are the lines of `zone-places.json`; without them zones are found by their own names only. */
  constructor(places: readonly string[], language: string, names: readonly TimeZoneName[], now: Date) {
    const known = new Map(places.map((line) => [line.split('|')[0] ?? '', line] as const));
    const zones = [...new Set(['UTC', ...names.map(currentName)])];
    const order = new Map([...known.keys()].map((name, index) => [name, index] as const));
    zones.sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity) || (a < b ? -1 : 1));
    const spoken = countryNames(language);
    const english = countryNames('en');
    const terms: Term[] = [];
    const countries: string[] = [];
    this.all = zones.map((name, zone) => {
      const [, code = '', large = '', others = ''] = known.get(name)?.split('|') ?? [];
      countries.push(code);
      const city = cityOf(name);
      const add = (text: string, rank: number, shown = '') =>
        terms.push({ zone, text: fold(text), city: shown, rank });
      for (const country of new Set([spoken(code), english(code)])) if (country) add(country, 0);
      add(city, 1);
      add(name, TECHNICAL);
      for (const [list, rank] of [[large, 1] as const, [others, 2] as const])
        for (const one of list ? list.split(',') : []) {
          for (const called of [one, ...(OTHER_NAMES[one]?.split(',') ?? [])]) add(called, rank, one);
        }
      return { name, city, place: spoken(code) || regionOf(name), offset: clockOffset(now, name) };
    });
    this.byName = new Map(this.all.map(({ name }, index) => [name, index] as const));
    for (const [words, list] of ZONE_TERMS)
      for (const [index, name] of list.split(' ').entries()) {
        const zone = this.byName.get(name);
        if (zone === undefined) continue;
        for (const word of words.split(' '))
          terms.push({ zone, text: fold(word.replaceAll('-', ' ')), city: '', rank: index / 10 });
      }
    this.terms = terms;
    this.countries = countries;
  }

  /** The entry of a zone, also of one that the browser does not list. */
  choice(name: TimeZoneName): ZoneChoice {
    const index = this.byName.get(currentName(name));
    const found = index === undefined ? undefined : this.all[index];
    return (
      found ?? { name, city: cityOf(name), place: regionOf(name), offset: clockOffset(new Date(), name) }
    );
  }

  /** Every zone, the most likely first: `own`, those of the same countries, common ones, then the others by city. */
  byLikelihood(own: readonly TimeZoneName[]): ZoneChoice[] {
    const countryOf = (name: TimeZoneName) => this.countries[this.byName.get(name) ?? -1] ?? '';
    const first = own.map(currentName);
    const near = new Set(first.map(countryOf).filter(Boolean));
    const inCountry = this.all.filter(({ name }) => near.has(countryOf(name))).map(({ name }) => name);
    const common = COMMON.filter((name) => this.byName.has(name));
    const likely = new Set([...first, ...inCountry, ...common]);
    const others = this.all.filter(({ name }) => !likely.has(name));
    others.sort((a, b) => (fold(a.city) < fold(b.city) ? -1 : 1));
    return [...[...likely].map((name) => this.choice(name)), ...others];
  }

  /** Zones that match a search, the best first, each once, with the city that matched. */
  search(text: string, limit = 60): ZoneChoice[] {
    const wanted = fold(text);
    const offset = offsetOf(wanted);
    const best = new Map<number, { fit: Fit; city: string }>();
    const take = (zone: number, fit: Fit, city: string) => {
      const before = best.get(zone);
      if (!before || fit < before.fit) best.set(zone, { fit, city });
    };
    for (const { zone, text: term, city, rank } of this.terms) {
      const fit = fitOf(term, wanted, rank);
      if (fit !== null) take(zone, fit, city);
    }
    if (offset !== null)
      for (const [zone, one] of this.all.entries()) if (one.offset === offset) take(zone, 0, '');
    return [...best]
      .sort(([a, one], [b, other]) => one.fit - other.fit || a - b)
      .slice(0, limit)
      .flatMap(([zone, { city }]) => {
        const choice = this.all[zone];
        if (!choice) return [];
        if (!city || city === choice.city) return [choice];
        return [{ ...choice, city, place: `${choice.place} · ${choice.city}` }];
      });
  }
}

/** Exact names rank before prefixes, those before prefixes of later words, those before matches inside words. */
function fitOf(term: string, wanted: string, rank: number): Fit | null {
  if (!wanted) return null;
  if (term === wanted) return rank;
  const at = term.indexOf(wanted);
  if (at < 0) return null;
  if (at === 0) return 10 + rank;
  const startsWord = /[\s/(.'-]/.test(term[at - 1] ?? '');
  if (startsWord) return 20 + rank;
  return wanted.length < MIN_INSIDE ? null : 30 + rank;
}

/** Minutes of `+5:30`, `gmt+2`, `utc-03`; null for a text that is no offset. */
function offsetOf(text: string): number | null {
  const [, sign, hours, minutes = '0'] =
    /^(?:gmt|utc)?\s*([+−-])\s*(\d{1,2})(?::?(\d{2}))?$/.exec(text) ?? [];
  if (!sign) return null;
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

function countryNames(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return (code) => (code ? (names.of(code) ?? '') : '');
}

function regionOf(name: TimeZoneName): string {
  return name.split('/').slice(0, -1).join(' / ').replaceAll('_', ' ');
}

/** Without case, accents, dots and underscores. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('_', ' ')
    .replaceAll('.', '')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .trim()
    .toLowerCase();
}
