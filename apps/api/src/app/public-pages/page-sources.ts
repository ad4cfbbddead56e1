import type { Language, SlotView } from '@expertbook/contracts';
import { LANGUAGES, SLOT_VIEWS } from '@expertbook/contracts';

/**
 * Sources that a page shows, below `apps/booking/src/app` or (`web-shared/…`) `libs/web-shared/src`, in the order in which the
 * page loads them.
 */
export type PageSources = readonly string[];

/** String files that the event type's page shows; those of a profile are the other pages' too. */
const EVENT_SCOPES = ['ui', 'booking'];
const PAGE_SCOPES = [...EVENT_SCOPES, 'pages', 'problems'];

/** What the views but the month's load for themselves. */
const VIEW_SOURCES: Readonly<Record<SlotView, PageSources>> = {
  month: [],
  week: ['booking/week-view.ts'],
  list: ['booking/next-times.ts'],
};

export function homeSources(language: Language): PageSources {
  return [...strings(PAGE_SCOPES, language), 'booking/home.ts'];
}

export function profileSources(language: Language): PageSources {
  return [...strings(PAGE_SCOPES, language), 'booking/profile-page.ts'];
}

/** @param isMarked whether the event type has a colour or an icon of its own */
export function eventTypeSources(language: Language, view: SlotView, isMarked: boolean): PageSources {
  return [
    ...strings(EVENT_SCOPES, language),
    'booking/event-type-page.ts',
    ...VIEW_SOURCES[view],
    ...(isMarked ? ['web-shared/ui/event-mark.ts'] : []),
  ];
}

/** Every source that some page names. */
export function everySource(): ReadonlySet<string> {
  return new Set(
    LANGUAGES.flatMap((language) => [
      ...homeSources(language),
      ...profileSources(language),
      ...SLOT_VIEWS.flatMap((view) => eventTypeSources(language, view, true)),
    ]),
  );
}

function strings(scopes: readonly string[], language: Language): string[] {
  return scopes.map((scope) => `web-shared/i18n/${scope}/${language}.json`);
}
