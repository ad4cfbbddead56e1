import type {
  Language,
  ProfileLook,
  PublicEventTypePage,
  PublicExpertPage,
  SlotsQuery,
  SlotsResponse,
} from '@expertbook/contracts';
import { brandStyle } from '@expertbook/presentation';
import { HANDLE_PATTERN, RESERVED_HANDLES, SLUG_PATTERN, EXPERT_PATHS } from '@expertbook/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { toEventTypePage, toExpertPage } from '../event-types/public-page.mapper';
import { toDomainError, toProblem } from '../http/problem';
import { CalendarCache } from '../availability/calendar-cache';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import type { ListedSlots } from '../slots/slots.service';
import { nextQuarter, SlotsService } from '../slots/slots.service';
import { asksForMonth, chosenDuration, firstSlotsQuery, furtherSlotsQuery } from './first-slots';
import { BuiltWebApp } from './built-web-app';
import { eventTypeHtml } from '../initial-html/event-type-html';
import type { PageValidity } from './page-cache';
import type { PageHead } from './page-head';
import { eventTypeHead, homeHead, profileHead } from './page-head';
import type { PageSources } from './page-sources';
import { eventTypeSources, homeSources, profileSources } from './page-sources';
import type { PageRequest } from './page-request';
import { PAGE_WORDS } from './page-words';
import { profileHtml } from '../initial-html/profile-html';

/** Data embedded in the page, so that the page does not request it. */
export interface FirstData {
  /** The path of the API that it is the response of. */
  path: string;
  page: PublicExpertPage | PublicEventTypePage;
  slots?: FirstSlots;
}

interface FirstSlots {
  query: SlotsQuery;
  response: SlotsResponse;
}

export type PageAnswer =
  | { kind: 'moved'; path: string }
  | {
      kind: 'public';
      language: Language;
      head: PageHead;
      /** CSS declarations with the expert's colour. */
      style: string;
      look?: ProfileLook;
      /** Initial HTML, shown until the application renders; may be empty. */
      initialHtml: string;
      data: FirstData | null;
      /** Origins that may frame the page. */
      sites: readonly string[];
      sources: PageSources;
      validity: PageValidity | null;
    }
  | { kind: 'app'; status: number; language: Language; title: string };

const HANDLE = new RegExp(HANDLE_PATTERN);
const SLUG = new RegExp(SLUG_PATTERN);
/** Upper limit for a stale page, in case the change stream stops without an error. */
const MAX_AGE_MS = 10_000;

/** Decides what an address shows, with the services, and so the rules, of the public API. */
@Injectable()
export class PublicPages {
  constructor(
    private readonly offers: OffersReader,
    private readonly slots: SlotsService,
    private readonly calendarCache: CalendarCache,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly built: BuiltWebApp,
  ) {}

  /**
   * @param now epoch milliseconds. Never rejects: when something cannot be read, the result is the bare application
   * with its status.
   */
  async answer(request: PageRequest, now: number): Promise<PageAnswer> {
    const language = request.language ?? 'en';
    const segments = request.path.split('/').filter(Boolean);
    const [first, second] = segments;
    if (first === undefined) {
      const head = homeHead(PAGE_WORDS[language], this.environment.publicUrl);
      return {
        kind: 'public',
        language,
        head,
        style: '',
        initialHtml: '',
        data: null,
        sites: [],
        sources: homeSources(language),
        validity: { isCurrent: () => true, until: now + MAX_AGE_MS },
      };
    }
    // The expert's side, and clients' own pages below `bookings`: other visitors see neither.
    if (EXPERT_PATHS.includes(first)) return bare(200, language);
    if (first === 'bookings' && segments.length === 2) return bare(200, language);
    const handle = first.toLowerCase();
    if (segments.length > 2 || !HANDLE.test(handle) || RESERVED_HANDLES.includes(handle))
      return missing(language);
    if (second !== undefined && !SLUG.test(second.toLowerCase())) return missing(language);
    try {
      return second === undefined
        ? await this.profile(request, handle, now)
        : await this.eventType(request, handle, second.toLowerCase(), now);
    } catch (thrown) {
      const error = toDomainError(thrown);
      const moved = error.code === 'not_found' ? await this.movedTo(handle) : null;
      if (moved) return { kind: 'moved', path: ['', moved, ...segments.slice(1)].join('/') };
      const { status } = toProblem(error, request.path);
      return status === 404 ? missing(language) : bare(status, language);
    }
  }

  private async profile(
    { path, language: requested }: PageRequest,
    handle: string,
    now: number,
  ): Promise<PageAnswer> {
    const { calendar, since, offerings } = await this.offers.offeringsByHandle(handle);
    const page = toExpertPage(offerings.expert, offerings.eventTypes, this.environment, now);
    const home = `/${page.expert.handle}`;
    if (path !== home) return { kind: 'moved', path: home };
    const language = requested ?? page.expert.language;
    const head = profileHead(page, PAGE_WORDS[language], this.environment.publicUrl);
    return {
      kind: 'public',
      language,
      head,
      style: brandStyle(page.expert.brandColor),
      look: page.expert.look,
      initialHtml: profileHtml(page, { language, translate: this.built.texts.in(language) }),
      data: { path, page },
      sites: offerings.expert.allowedSites ?? [],
      sources: profileSources(language),
      validity: {
        isCurrent: () => this.calendarCache.areCurrentOfferings(calendar, since),
        until: Math.min(now + MAX_AGE_MS, nextQuarter(now)),
      },
    };
  }

  private async eventType(
    { path, language: requested, hints, zone, view: chosenView }: PageRequest,
    handle: string,
    slug: string,
    now: number,
  ): Promise<PageAnswer> {
    const offer = await this.slots.offered(handle, slug);
    const page = toEventTypePage(offer, null, this.environment);
    const { expert, eventType } = page;
    const home = `/${expert.handle}/${eventType.slug}`;
    if (path !== home) return { kind: 'moved', path: home };
    const language = requested ?? expert.language;
    const head = eventTypeHead(page, PAGE_WORDS[language], this.environment.publicUrl);
    const query = firstSlotsQuery(hints, zone, expert.timeZone, eventType.durations, now);
    const slots = query && (await this.firstSlots(offer, query, asksForMonth(hints)));
    const data: FirstData = {
      path,
      page,
      ...(slots && { slots: { query: slots.query, response: slots.response } }),
    };
    const view = chosenView ?? eventType.defaultView;
    // With a chosen time or a reschedule the page begins at a later step.
    const isFirstStep = hints.slot === undefined && hints.reschedule === undefined;
    const locale = { language, translate: this.built.texts.in(language) };
    const { calendar, revision } = offer;
    const until = Math.min(now + MAX_AGE_MS, nextQuarter(now), slots?.until ?? Infinity);
    return {
      kind: 'public',
      language,
      head,
      style: brandStyle(expert.brandColor),
      look: expert.look,
      initialHtml: isFirstStep
        ? eventTypeHtml(page, locale, chosenDuration(hints, eventType.durations), view)
        : '',
      data,
      sites: offer.expert.allowedSites ?? [],
      sources: eventTypeSources(language, view, Boolean(eventType.color || eventType.icon)),
      // Without its free times the page is not cached.
      validity:
        query && !slots ? null : { isCurrent: () => this.calendarCache.isCurrent(calendar, revision), until },
    };
  }

  /** The free times embedded in the page; null where they cannot be read. */
  private async firstSlots(
    offer: Offer,
    query: SlotsQuery & { duration: number },
    hasRequestedMonth: boolean,
  ): Promise<(FirstSlots & Pick<ListedSlots, 'until'>) | null> {
    const list = (requested: typeof query) =>
      this.slots.of(offer, requested.duration, requested).then(
        ({ response, until }) => ({ query: requested, response, until }),
        () => null,
      );
    const first = await list(query);
    const isEmpty = first && Object.keys(first.response.slots).length === 0;
    return isEmpty && !hasRequestedMonth ? list(furtherSlotsQuery(query)) : first;
  }

  /** The current handle of the expert who had this one before, if their page is public. */
  private movedTo(handle: string): Promise<string | null> {
    return this.offers.offeringsByHandle(handle).then(
      ({ offerings: { expert } }) => (expert.handle === handle ? null : expert.handle),
      () => null,
    );
  }
}

function bare(status: number, language: Language): PageAnswer {
  return { kind: 'app', status, language, title: 'ExpertBook' };
}

function missing(language: Language): PageAnswer {
  return { kind: 'app', status: 404, language, title: PAGE_WORDS[language].notFound };
}
