import type { PublicEventTypePage, SlotView } from '@expertbook/contracts';
import { durationsText, escapeHtml, LANGUAGE_NAMES, languageLocale, PLACES } from '@expertbook/presentation';
import { bar, eventMark, frame, icon, own, portrait } from './paint-parts';
import { tools, VIEWS } from './slot-view-html';
import type { PageLocale } from './profile-html';

/*
 * The page as the application renders it, before the application starts: the same texts in the same places, with grey
 * bars for everything that depends on the visitor's clock and zone. It stays until the application has rendered
 * (`apps/booking/src/app/ui/initial-html.ts`), so its classes are those of `apps/booking/src/app/booking`. A browser test
 * compares the two.
 */

/** As in `event-summary.ts`: longer texts are cut. */
const LONG_TEXT = 220;
/**
 * The markup of a booking page while a time is chosen.
 *
 * @param duration the chosen one, minutes
 * @param view how free times are shown
 */
export function eventTypeHtml(
  { expert, eventType }: PublicEventTypePage,
  locale: PageLocale,
  duration: number,
  view: SlotView,
): string {
  const { translate, language } = locale;
  const tag = languageLocale(language);
  const { title, description, durations, location, seats, requiresConfirmation } = eventType;
  const place = PLACES[location.kind];
  const fact = (name: Parameters<typeof icon>[0], text: string) =>
    `<li class="flex items-center gap-2.5">${icon(name)} ${escapeHtml(text)}</li>`;
  const choice = durations.map(
    (minutes) =>
      `<label class="eb-choice"><input class="sr-only" type="radio"${minutes === duration ? ' checked' : ''}> ${durationsText([minutes], tag)}</label>`,
  );
  const isLong = description.length > LONG_TEXT;
  return frame(
    `<div class="mx-auto w-full max-w-6xl sm:px-6 sm:py-8"><article class="max-sm:!rounded-none max-sm:!border-0 max-sm:!bg-transparent max-sm:[box-shadow:none]! eb-card grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[19.5rem_minmax(0,1fr)]">` +
      `<div class="border-outline-variant px-4 pt-6 pb-2 sm:p-8 lg:border-e">` +
      `<a class="group inline-flex max-w-full items-center gap-3 rounded-lg" href="/${expert.handle}">${portrait(expert, 40, ['size-10 shrink-0', 'size-10'])}<span class="min-w-0 font-medium text-on-surface-variant">${escapeHtml(expert.name)}</span></a>` +
      `<h1 class="eb-event-title">${eventMark(eventType)}${own(title)}</h1>` +
      (choice.length > 1
        ? `<fieldset class="mt-4" inert><div class="flex flex-wrap gap-1.5">${choice.join('')}</div></fieldset>`
        : '') +
      `<ul class="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-on-surface-variant lg:flex-col">` +
      (choice.length > 1 ? '' : fact('clock', durationsText(durations, tag))) +
      fact(place.icon, translate(place.text)) +
      (seats > 1 ? fact('users', translate('summary.group', { count: seats })) : '') +
      (requiresConfirmation
        ? fact('check-circle', translate('summary.toConfirm', { name: expert.name }))
        : '') +
      `</ul><div class="mt-3 flex min-h-11 items-center gap-2.5 text-on-surface-variant">${icon('globe')}${bar('h-4 w-40')}</div>` +
      (description
        ? `<div class="mt-4 border-t border-outline-variant pt-4 text-[0.9375rem] text-on-surface-variant"><p class="wrap-anywhere ${isLong ? 'line-clamp-2 lg:line-clamp-4' : 'whitespace-pre-line'}">${own(description)}</p>` +
          (isLong
            ? `<span class="mt-1 inline-flex min-h-9 items-center font-semibold text-primary" aria-hidden="true">${escapeHtml(translate('summary.more'))}</span>`
            : '') +
          `</div>`
        : '') +
      `</div><div class="min-w-0" aria-hidden="true">${tools(translate, view)}${VIEWS[view]}</div></article></div>`,
    LANGUAGE_NAMES[language],
  );
}
