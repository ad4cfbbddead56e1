import type {
  Language,
  PublicEventTypePage,
  PublicExpertPage,
  SlotsQuery,
  SlotsResponse,
  SlotView,
} from '@expertbook/contracts';
import { HANDLE_PATTERN, RESERVED_HANDLES, SLUG_PATTERN } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import type { EventTypesService } from '../event-types/event-types.service';
import type { Expert } from '../experts/expert.schema';
import { toDomainError, toProblem } from '../http/problem';
import type { SlotsService } from '../slots/slots.service';
import type { MonthHints } from './first-slots';
import {
  asksForMonth,
  chosenDuration,
  firstSlotsQuery,
  firstView,
  furtherSlotsQuery,
  visitorZone,
} from './first-slots';
import { brandStyle } from './brand-style';
import { eventTypePaint, profilePaint } from './first-paint';
import type { PageHead } from './page-head';
import { eventTypeHead, homeHead, profileHead } from './page-head';
import { PAGE_WORDS } from './page-words';
import type { Texts } from '../languages/texts';

/** A request for a page, as far as the answer depends on it. Everything but the path may be missing or nonsense. */
export interface PageRequest {
  /** `/ada/intro` */
  path: string;
  hints: MonthHints & { reschedule?: unknown };
  /** The cookie `tz`. */
  rememberedZone: unknown;
  /** The cookie `view`. */
  rememberedView: unknown;
  /** Of those the pages speak; null when the browser asks for none of them. */
  language: Language | null;
}

/** What stands in the page so that it need not ask for it. */
export interface FirstData {
  /** The address it belongs to. */
  path: string;
  page: PublicExpertPage | PublicEventTypePage;
  slots?: { query: SlotsQuery; response: SlotsResponse };
}

/** The application's parts, as its routes name them, on the way to a page. */
type Way = readonly string[];

export type PageAnswer =
  | { kind: 'moved'; path: string }
  | {
      kind: 'public';
      language: Language;
      head: PageHead;
      /** CSS declarations: the expert's colour. */
      style: string;
      /** What is seen before the application is there; may be nothing. */
      paint: string;
      data: FirstData | null;
      /** Origins that may frame the page. */
      sites: readonly string[];
      way: Way;
    }
  | { kind: 'app'; status: number; language: Language; title: string };

const HANDLE = new RegExp(HANDLE_PATTERN);
const SLUG = new RegExp(SLUG_PATTERN);
/** First segments of the expert's side; clients' own pages are below `bookings`. Nobody else may see anything there. */
const EXPERT_SIDE = [
  'account',
  'forgot-password',
  'login',
  'portal',
  'register',
  'reset',
  'reset-password',
  'stop-email-change',
  'verify-email',
];
/** Text files the public pages show; those of a profile are the other pages' too. */
const EVENT_SCOPES = ['ui', 'booking'];
const PAGE_SCOPES = [...EVENT_SCOPES, 'pages', 'problems'];

/** What the views but the month's load for themselves. */
const VIEW_WAYS: Readonly<Record<SlotView, Way>> = { month: [], week: ['WeekView'], list: ['NextTimes'] };

/** Decides what an address shows, with the same services and so by the same rules as the public API. */
export class PublicPages {
  constructor(
    private readonly eventTypes: EventTypesService,
    private readonly slots: SlotsService,
    private readonly experts: Model<Expert>,
    private readonly publicUrl: string,
    private readonly texts: Texts,
  ) {}

  /** @param now epoch milliseconds. Never rejects: what cannot be read leaves the bare application with its status. */
  async answer(request: PageRequest, now: number): Promise<PageAnswer> {
    const language = request.language ?? 'en';
    const segments = request.path.split('/').filter(Boolean);
    const [first, second] = segments;
    if (first === undefined) {
      const head = homeHead(PAGE_WORDS[language], this.publicUrl);
      return {
        kind: 'public',
        language,
        head,
        style: '',
        paint: '',
        data: null,
        sites: [],
        way: wayTo('Home', language, PAGE_SCOPES),
      };
    }
    if (EXPERT_SIDE.includes(first)) return bare(200, language);
    if (first === 'bookings' && segments.length === 2) return bare(200, language);
    const handle = first.toLowerCase();
    if (segments.length > 2 || !HANDLE.test(handle) || RESERVED_HANDLES.includes(handle))
      return missing(language);
    if (second !== undefined && !SLUG.test(second.toLowerCase())) return missing(language);
    try {
      return second === undefined
        ? await this.profile(request, handle)
        : await this.eventType(request, handle, second.toLowerCase(), now);
    } catch (thrown) {
      const error = toDomainError(thrown);
      const moved = error.code === 'not_found' ? await this.movedTo(handle) : null;
      if (moved) return { kind: 'moved', path: ['', moved, ...segments.slice(1)].join('/') };
      const { status } = toProblem(error, request.path);
      return status === 404 ? missing(language) : bare(status, language);
    }
  }

  private async profile({ path, language: asked }: PageRequest, handle: string): Promise<PageAnswer> {
    const [page, sites] = await Promise.all([this.eventTypes.publicProfile(handle), this.sitesOf(handle)]);
    const home = `/${page.expert.handle}`;
    if (path !== home) return { kind: 'moved', path: home };
    const language = asked ?? page.expert.language;
    const head = profileHead(page, PAGE_WORDS[language], this.publicUrl);
    return {
      kind: 'public',
      language,
      head,
      style: brandStyle(page.expert.brandColor),
      paint: profilePaint(page, { language, say: this.texts.in(language) }),
      data: { path, page },
      sites,
      way: wayTo('ProfilePage', language, PAGE_SCOPES),
    };
  }

  private async eventType(
    { path, language: asked, hints, rememberedZone, rememberedView }: PageRequest,
    handle: string,
    slug: string,
    now: number,
  ): Promise<PageAnswer> {
    const [page, sites] = await Promise.all([this.eventTypes.publicPage(handle, slug), this.sitesOf(handle)]);
    const { expert, eventType } = page;
    const home = `/${expert.handle}/${eventType.slug}`;
    if (path !== home) return { kind: 'moved', path: home };
    const language = asked ?? expert.language;
    const head = eventTypeHead(page, PAGE_WORDS[language], this.publicUrl);
    const zone = visitorZone(hints.tz, rememberedZone);
    const query = firstSlotsQuery(hints, zone, expert.timeZone, eventType.durations, now);
    const slots = query && (await this.firstSlots(page, query, asksForMonth(hints)));
    const data: FirstData = { path, page, ...(slots && { slots }) };
    const view = firstView(hints.view, rememberedView, eventType.defaultView);
    // With a time chosen, or a booking to move, the page begins at a later step.
    const isFirstStep = hints.slot === undefined && hints.reschedule === undefined;
    const voice = { language, say: this.texts.in(language) };
    return {
      kind: 'public',
      language,
      head,
      style: brandStyle(expert.brandColor),
      paint: isFirstStep ? eventTypePaint(page, voice, chosenDuration(hints, eventType.durations), view) : '',
      data,
      sites,
      way: [...wayTo('EventTypePage', language, EVENT_SCOPES), ...VIEW_WAYS[view]],
    };
  }

  /** The free times that stand in the page; nothing where they cannot be read. */
  private async firstSlots(
    { expert, eventType }: PublicEventTypePage,
    query: SlotsQuery,
    isMonthAsked: boolean,
  ): Promise<FirstData['slots']> {
    const list = (asked: SlotsQuery) =>
      this.slots.list(expert.handle, eventType.slug, asked).then(
        ({ response }) => ({ query: asked, response }),
        () => undefined,
      );
    const first = await list(query);
    const isEmpty = first && Object.keys(first.response.slots).length === 0;
    return isEmpty && !isMonthAsked ? list(furtherSlotsQuery(query)) : first;
  }

  private async sitesOf(handle: string): Promise<readonly string[]> {
    const expert = await this.experts.findOne({ handle }, { allowedSites: 1 }).lean();
    return expert?.allowedSites ?? [];
  }

  /** The present handle of whoever had this one before. */
  private async movedTo(handle: string): Promise<string | null> {
    const expert = await this.experts
      .findOne({ previousHandles: handle }, { handle: 1 })
      .lean()
      .catch(() => null);
    if (!expert || expert.handle === handle) return null;
    // A page that is not public is not to be found by its old name either.
    return this.eventTypes.publicProfile(expert.handle).then(
      () => expert.handle,
      () => null,
    );
  }
}

function wayTo(page: string, language: Language, scopes: readonly string[]): Way {
  return [...scopes.map((scope) => `${scope}/${language}`), page];
}

function bare(status: number, language: Language): PageAnswer {
  return { kind: 'app', status, language, title: 'ExpertBook' };
}

function missing(language: Language): PageAnswer {
  return { kind: 'app', status: 404, language, title: PAGE_WORDS[language].notFound };
}
