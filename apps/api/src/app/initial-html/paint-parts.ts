import type { EventTypeMark, PublicExpert } from '@expertbook/contracts';
import {
  CLIENT_ICONS,
  escapeHtml,
  EVENT_ICONS,
  initialsOf,
  LATE_ICONS,
  tintOf,
} from '@expertbook/presentation';

/*
 * The small parts of the first paint, as `apps/web/src/app/ui` draws them. What is said is escaped here.
 */

const ICONS = { ...CLIENT_ICONS, 'arrow-right': LATE_ICONS['arrow-right'], info: LATE_ICONS.info };

type IconName = keyof typeof ICONS;

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

/** As `ui/event-mark.ts`: what distinguishes an event type at a glance; nothing where it has neither. */
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
