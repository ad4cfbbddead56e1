import type { PublicEventType, PublicEventTypePage, PublicExpertPage } from '@expertbook/contracts';
import { escapeHtml } from './escape';

/*
 * What a page says, drawn before the application is there: its people's own words where the application will put them, and
 * grey bars for the rest. The application replaces it, so the classes are those of `apps/web/src/app/booking`; where they
 * drift apart the page is right all the same, a moment later.
 */

/** As in `event-summary.ts`: longer ones are cut. */
const LONG_TEXT = 220;
const SOME_DURATIONS = 4;

/** The markup of a profile. */
export function profilePaint({ expert, eventTypes }: PublicExpertPage): string {
  const headline = expert.headline
    ? `<p class="mt-2 max-w-xl text-lg text-pretty text-on-surface-variant wrap-anywhere">${escapeHtml(expert.headline)}</p>`
    : '';
  const paragraphs = expert.bio
    .split(/\n{2,}/)
    .filter((text) => text.trim())
    .map((text) => `<p class="whitespace-pre-line">${escapeHtml(text)}</p>`);
  const bio = `<div class="mt-4 flex max-w-xl flex-col gap-3 text-pretty wrap-anywhere">${paragraphs.join('')}</div>`;
  return frame(
    `<div class="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6 sm:py-16"><header class="flex flex-col items-center text-center">` +
      bar('size-20 !rounded-full') +
      `<h1 class="mt-5 max-w-full text-3xl leading-tight font-bold wrap-anywhere sm:text-4xl">${escapeHtml(expert.name)}</h1>` +
      `${headline}${paragraphs.length > 0 ? bio : ''}</header>` +
      `<section class="mt-10"><ul class="grid gap-3">${eventTypes.map((one) => card(expert.handle, one)).join('')}</ul></section></div>`,
  );
}

/** The markup of a booking page while a time is chosen. */
export function eventTypePaint({ expert, eventType }: PublicEventTypePage): string {
  const { title, description, durations } = eventType;
  const choice = durations.slice(0, SOME_DURATIONS).map(() => bar('h-9 w-20 !rounded-full'));
  const text = description.length > LONG_TEXT ? 'line-clamp-2 lg:line-clamp-4' : 'whitespace-pre-line';
  return frame(
    `<div class="mx-auto w-full max-w-6xl sm:px-6 sm:py-8"><article class="max-sm:!rounded-none max-sm:!border-0 max-sm:!bg-transparent max-sm:!shadow-none eb-card grid lg:grid-cols-[19.5rem_minmax(0,1fr)]">` +
      `<div class="border-outline-variant px-5 pt-6 pb-2 sm:p-8 lg:border-e">` +
      `<a class="group inline-flex max-w-full items-center gap-3 rounded-lg" href="/${expert.handle}">${bar('size-10 shrink-0 !rounded-full')}<span class="min-w-0 font-medium text-on-surface-variant">${escapeHtml(expert.name)}</span></a>` +
      `<h1 class="mt-3 text-2xl leading-tight font-bold wrap-anywhere">${escapeHtml(title)}</h1>` +
      (choice.length > 1 ? `<div class="mt-4 flex flex-wrap gap-1.5">${choice.join('')}</div>` : '') +
      `<div class="mt-4 flex h-6 items-center">${bar('h-4 w-32')}</div><div class="mt-3 flex min-h-11 items-center">${bar('h-4 w-40')}</div>` +
      (description
        ? `<div class="mt-4 border-t border-outline-variant pt-4 text-[0.9375rem] text-on-surface-variant"><p class="wrap-anywhere ${text}">${escapeHtml(description)}</p></div>`
        : '') +
      `</div>${CALENDAR}</article></div>`,
  );
}

function card(handle: string, { slug, title, description }: PublicEventType): string {
  return (
    `<li><a class="group eb-card flex items-center gap-4 p-5 sm:p-6" href="/${handle}/${slug}"><span class="min-w-0 grow">` +
    `<span class="block text-lg leading-snug font-bold wrap-anywhere">${escapeHtml(title)}</span>` +
    (description
      ? `<span class="mt-1 line-clamp-3 text-on-surface-variant wrap-anywhere">${escapeHtml(description)}</span>`
      : '') +
    `<span class="mt-2.5 flex h-5 items-center">${bar('h-4 w-40')}</span></span>${bar('size-11 shrink-0 !rounded-full')}</a></li>`
  );
}

function frame(content: string): string {
  return `<eb-public-frame class="flex min-h-dvh flex-col"><main class="flex w-full grow flex-col">${content}</main></eb-public-frame>`;
}

/** Decorative: says nothing to a screen reader. */
function bar(shape: string): string {
  return `<span class="eb-skeleton block ${shape}"></span>`;
}

/** As in `booking-skeleton.ts`. */
const CALENDAR =
  `<div class="grid min-w-0 md:grid-cols-[minmax(0,1fr)_17.5rem]" aria-hidden="true"><div class="px-5 pt-4 pb-6 sm:p-8">${bar('mb-5 h-8 w-44')}` +
  `<div class="grid grid-cols-7 gap-1">${`<div class="eb-day">${bar('m-auto size-5/6 !rounded-xl')}</div>`.repeat(42)}</div></div>` +
  `<div class="border-outline-variant px-5 pt-5 pb-8 sm:px-8 md:border-s md:p-6 md:pt-8">${bar('mb-4 h-8 w-40')}` +
  `<div class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">${bar('h-11 !rounded-xl').repeat(8)}</div></div></div>`;
