import type { SlotView } from '@expertbook/contracts';
import { HOUR_CYCLES, HOURS_OF_CYCLE, SLOT_VIEWS } from '@expertbook/contracts';
import type { Translate } from '../languages/message-catalog';
import { escapeHtml } from '@expertbook/presentation';
import { bar } from './paint-parts';

/*
 * Placeholders for the free times, by view. The times themselves are rendered by the application, in the visitor's
 * zone.
 */

/** The switches above the free times. The visitor's hour cycle is not known here. */
export function tools(translate: Translate, view: SlotView): string {
  const part = (text: string, isPressed = false) =>
    `<span${isPressed ? ' aria-pressed="true"' : ''}>${escapeHtml(text)}</span>`;
  return (
    `<div class="eb-tools"><div class="eb-segments">${SLOT_VIEWS.map((one) => part(translate(`view.${one}`), one === view)).join('')}</div>` +
    `<div class="eb-segments">${HOUR_CYCLES.map((cycle) => part(translate('times.cycle', { hours: HOURS_OF_CYCLE[cycle] }))).join('')}</div></div>`
  );
}

/** As `month-calendar.html` and `time-list.ts`. */
const MONTH =
  `<div class="grid md:grid-cols-[minmax(0,1fr)_17.5rem]"><div class="min-w-0 px-4 pt-1 pb-6 sm:px-8 sm:pt-3 sm:pb-8">` +
  `<div class="mb-3 flex h-11 items-center">${bar('h-6 w-36')}</div>` +
  `<div class="-mx-1 grid grid-cols-7 gap-1 p-1">${`<div class="mb-1.5 flex h-4 justify-center">${bar('h-3 w-6')}</div>`.repeat(7)}` +
  `${`<div class="eb-day">${bar('m-auto size-5/6 !rounded-xl')}</div>`.repeat(42)}</div></div>` +
  `<div class="min-w-0 border-outline-variant px-4 pb-8 max-md:border-t max-md:pt-5 sm:px-8 md:px-6 md:pt-3">` +
  `<div class="mb-3 flex h-11 items-center">${bar('h-6 w-40')}</div><div class="mb-2 flex h-4 items-center">${bar('h-3 w-16')}</div>` +
  `<div class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">${bar('h-11 !rounded-xl').repeat(8)}</div></div></div>`;

/** As `week-view.html`: three days on a phone, seven elsewhere. */
const WEEK =
  `<div class="px-4 pt-1 pb-6 sm:px-8 sm:pt-3 sm:pb-8"><div class="mb-3 flex h-11 items-center">${bar('h-6 w-48')}</div>` +
  `<div class="-mx-1 grid grid-cols-3 gap-1 p-1 sm:grid-cols-7">` +
  weekRow(
    `<div class="flex h-[3.625rem] flex-col items-center gap-1.5">${bar('h-3 w-8')}${bar('size-8 !rounded-full')}</div>`,
  ) +
  `${weekRow(bar('h-11 w-full !rounded-xl')).repeat(8)}</div></div>`;

/** As `next-times.ts`. */
const LIST =
  `<div class="px-4 pt-1 pb-6 sm:px-8 sm:pt-3 sm:pb-8"><div class="flex h-11 items-center">${bar('h-6 w-40')}</div>` +
  `<div class="py-4">${bar('mb-2.5 h-6 w-44')}<div class="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-6">${bar('h-11 !rounded-xl').repeat(9)}</div></div>`.repeat(
    3,
  ) +
  `</div>`;

export const VIEWS: Readonly<Record<SlotView, string>> = { month: MONTH, week: WEEK, list: LIST };

function weekRow(cell: string): string {
  return `${cell.repeat(3)}${`<div class="max-sm:hidden">${cell}</div>`.repeat(4)}`;
}
