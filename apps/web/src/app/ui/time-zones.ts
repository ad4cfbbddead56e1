import type { TimeZoneName } from '@expertbook/contracts';
import { offsetText } from './zoned-time';

export interface ZoneChoice {
  name: TimeZoneName;
  city: string;
  region: string;
  /** `GMT+1`, at the present. */
  offset: string;
}

let choices: ZoneChoice[] | null = null;

/** The browser's own zone, `UTC` where it will not say. */
export function browserZone(): TimeZoneName {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Every zone the browser knows, by region and city. Read once: four hundred formatters are not free. */
export function zoneChoices(): ZoneChoice[] {
  choices ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')].map(zoneChoice);
  return choices;
}

export function zoneChoice(name: TimeZoneName): ZoneChoice {
  const [region = '', ...rest] = name.split('/');
  return {
    name,
    city: (rest.at(-1) ?? region).replaceAll('_', ' '),
    region: rest.length ? [region, ...rest.slice(0, -1)].join(' / ').replaceAll('_', ' ') : '',
    offset: offsetText(new Date(), name),
  };
}

/** Matches city, region, name and offset ("berlin", "new york", "gmt+5:30", "+02"), the best matches first. */
export function searchZones(text: string, among: readonly ZoneChoice[], most = 60): ZoneChoice[] {
  const words = fold(text);
  if (!words) return among.slice(0, most);
  const starts = among.filter((zone) => fold(zone.city).startsWith(words));
  const others = among.filter(
    (zone) =>
      !fold(zone.city).startsWith(words) &&
      `${fold(zone.name)} ${fold(zone.city)} ${zone.offset.toLowerCase()}`.includes(words),
  );
  return [...starts, ...others].slice(0, most);
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase();
}
