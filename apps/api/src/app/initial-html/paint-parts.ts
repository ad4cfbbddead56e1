import type { EventTypeMark, Language, LocationKind, PublicExpert } from '@expertbook/contracts';
import { escapeHtml, EVENT_ICONS } from '@expertbook/presentation';

/*
 * The small parts of the first paint, as `apps/web/src/app/ui` draws them. What is said is escaped here.
 */

/** As in `i18n/language.ts`. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

/** Line icons on a 24 x 24 grid, as in `ui/icon.ts`. */
const ICONS = {
  'arrow-right': 'M5 12h14m-6-6 6 6-6 6',
  calendar: 'M8 3v4m8-4v4M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2',
  'check-circle': 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m-3.8-8.6 2.7 2.7 5-5.4',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-13.5V12l3 2',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3.4 9.5h17.2M3.4 14.5h17.2M12 3c2.4 2.6 3.6 5.6 3.6 9s-1.2 6.4-3.6 9c-2.4-2.6-3.6-5.6-3.6-9S9.6 5.6 12 3',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-10v5.5M12 7.6v.1',
  link: 'M10 14a4.5 4.5 0 0 0 6.6.3l3-3a4.5 4.5 0 0 0-6.4-6.4L11.7 6.4M14 10a4.5 4.5 0 0 0-6.6-.3l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.5-1.5',
  'map-pin': 'M12 21s7-5.6 7-11a7 7 0 1 0-14 0c0 5.4 7 11 7 11m0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  phone:
    'M6 4h3l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4 6.2 2 2 0 0 1 6 4',
  users:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7m-6.5 8a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4m1.5 2.8a6.5 6.5 0 0 1 4 5.5',
  video:
    'M4.5 6.5h9A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5M15 11l6-3.5v9L15 13',
} as const;

type IconName = keyof typeof ICONS;

/** As in `booking/place-text.ts`. */
export const PLACES: Readonly<Record<LocationKind, { icon: IconName; key: string }>> = {
  jitsi: { icon: 'video', key: 'place.video' },
  mock_zoom: { icon: 'video', key: 'place.zoom' },
  mock_google_meet: { icon: 'video', key: 'place.meet' },
  link: { icon: 'link', key: 'place.online' },
  phone: { icon: 'phone', key: 'place.phone' },
  in_person: { icon: 'map-pin', key: 'place.person' },
};

export function icon(name: IconName, classes = 'size-5'): string {
  return pathIcon(ICONS[name], classes);
}

/** One line icon by its path on a 24 x 24 grid. */
export function pathIcon(path: string, classes = 'size-5'): string {
  return (
    `<span class="inline-block shrink-0 align-middle ${classes}" aria-hidden="true"><svg viewBox="0 0 24 24" width="100%" height="100%" fill="none" stroke="currentColor" ` +
    `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg></span>`
  );
}

/** As `ui/event-mark.ts`: what an event type is told by at a glance; nothing where it has neither. */
export function eventMark({ color, icon: name }: EventTypeMark): string {
  if (color === null && name === null) return '';
  const style = color ? ` style="--mark:${escapeHtml(color)}"` : '';
  return `<span class="eb-mark" aria-hidden="true"${style}>${name ? pathIcon(EVENT_ICONS[name], 'size-6') : ''}</span>`;
}

/** A grey place for what only the application knows; says nothing to a screen reader. */
export function bar(shape: string): string {
  return `<span class="eb-skeleton block ${shape}"></span>`;
}

/** Text that may run the other way than the page. */
export function own(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

/** @param pixels of the photo's edge; `sizes` are classes of the photo and of the initials that stand in for it */
export function portrait({ photoUrl, name }: PublicExpert, pixels: number, sizes: [string, string]): string {
  if (photoUrl)
    return `<img class="${sizes[0]} rounded-full object-cover" alt="" width="${pixels}" height="${pixels}" src="${escapeHtml(photoUrl)}">`;
  return (
    `<span class="inline-grid ${sizes[1]} before:content-[attr(data-letters)] shrink-0 place-items-center rounded-full font-semibold select-none [background:light-dark(oklch(0.92_0.05_var(--tint)),oklch(0.36_0.05_var(--tint)))] [color:light-dark(oklch(0.35_0.08_var(--tint)),oklch(0.92_0.05_var(--tint)))]" ` +
    `aria-hidden="true" data-letters="${escapeHtml(initialsOf(name))}" style="--tint:${tintOf(name)}"></span>`
  );
}

/** The page's main part with what goes round it. */
export function frame(content: string, languageName: string): string {
  return (
    `<eb-public-frame class="flex min-h-dvh flex-col"><main class="flex w-full grow flex-col outline-none">${content}</main>` +
    `<footer class="eb-no-print mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-3 text-sm text-on-surface-variant sm:px-6">` +
    `<a href="/" class="inline-flex min-h-11 items-center gap-1.5 hover:text-on-surface"><img src="favicon.svg" alt="" width="18" height="18"> <span>ExpertBook</span></a>` +
    `<div class="flex items-center gap-1 pe-12" aria-hidden="true"><span class="inline-flex min-h-11 items-center gap-1.5 ps-2 pe-6">${icon('globe', 'size-4')} ${escapeHtml(languageName)}</span></div>` +
    `</footer></eb-public-frame>`
  );
}

/** As in `ui/durations-text.ts`: `15, 30 min, 1 h 30 min`. */
export function durationsText(durations: readonly number[], language: Language): string {
  const sorted = [...durations].sort((a, b) => a - b);
  const short = sorted.filter((minutes) => minutes < 60);
  return sorted
    .map((minutes, at) => (at < short.length - 1 ? String(minutes) : minutesText(minutes, language)))
    .join(language === 'ar' ? '، ' : ', ');
}

/** As in `ui/minutes-text.ts`. */
function minutesText(minutes: number, language: Language): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return amount(minutes / 1440, 'day', language);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [
    hours ? amount(hours, 'hour', language) : '',
    rest || !hours ? amount(rest, 'minute', language) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function amount(count: number, unit: 'day' | 'hour' | 'minute', language: Language): string {
  if (language === 'en') {
    if (unit === 'day') return count === 1 ? '1 day' : `${count} days`;
    return `${count} ${unit === 'hour' ? 'h' : 'min'}`;
  }
  const locale = language === 'ar' ? 'ar-u-ca-gregory-nu-latn' : language;
  const unitDisplay = language === 'ar' || unit === 'day' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count);
}

/** As in `ui/initials.ts`. */
export function initialsOf(name: string): string {
  const all = name.trim().split(/\s+/).filter(Boolean);
  const names = all.filter((word) => !word.endsWith('.') && word !== word.toLowerCase());
  const words = names.length > 0 ? names : all;
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function tintOf(name: string): number {
  return [...name].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}
