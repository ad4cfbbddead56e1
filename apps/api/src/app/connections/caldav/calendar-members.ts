import { ProviderError } from '../calendar-adapter';
import { versionOf } from './cursor';
import type { DavSession } from './dav-session';
import { resolved, StatusFailure } from './dav-session';
import type { Multistatus, ResourceStatus } from './multistatus';
import { hasType, MAX_RESOURCES, textOf } from './multistatus';
import { CALENDAR_TYPE, changesSince, MEMBERS, membersBetween, PROPERTY, STATE } from './requests';

/** A resource in a calendar: an event with its changed occurrences, mostly. */
export interface Member {
  /** Its path within the calendar, decoded: the same however a response writes the address. */
  key: string;
  /** As the server writes it. */
  href: string;
  /** See `versionOf`. */
  version: string;
}

export interface CalendarState {
  ctag: string | null;
  /** To read changes from; null where the server has no `sync-collection`. */
  syncToken: string | null;
}

export interface MemberChanges {
  syncToken: string;
  changed: Member[];
  /** Keys. */
  removed: string[];
}

const DAY = 86_400_000;
/** Servers differ in the zone that they read floating times and days in. */
const MARGIN = 2 * DAY;
/** Documents of one list of changes (RFC 6578, section 3.6). */
const MAX_DOCUMENTS = 50;
/** Statuses of servers that cannot answer a `calendar-query`, and can list. */
const NO_QUERY = [400, 403, 405, 409, 412, 415, 422, 500, 501, 507];
/** Statuses for a token that is no more valid (403, 409 by RFC 6578; the others are seen), and for servers without the report. */
const NO_CHANGES = [400, 403, 405, 409, 410, 412, 415, 422, 500, 501, 507];

/** One calendar on a server: its state, the list of its members, and what changed in it. */
export class CalendarMembers {
  constructor(
    private readonly session: DavSession,
    private address: URL,
  ) {}

  /** Where the calendar is; after a response, where redirects led. */
  get url(): URL {
    return this.address;
  }

  /** @throws ProviderError `not_found` where there is no calendar any more */
  async state(): Promise<CalendarState> {
    const { resources } = await this.ask('PROPFIND', '0', STATE);
    const [calendar] = resources;
    if (!calendar || !hasType(calendar, CALENDAR_TYPE)) throw new ProviderError('not_found');
    const reports = calendar.found.get(PROPERTY.reports);
    const canSync =
      !reports || reports.children.some(({ children }) => children[0]?.children[0]?.name === SYNC_REPORT);
    return {
      ctag: textOf(calendar, PROPERTY.ctag),
      syncToken: canSync ? textOf(calendar, PROPERTY.syncToken) : null,
    };
  }

  /**
   * Members with events that overlap `[from, to)`, or all where the server cannot choose.
   * @throws ProviderError
   */
  async list(from: number, to: number): Promise<Member[]> {
    const answer = (await this.query(from, to)) ?? (await this.all());
    if (answer.resources.length > MAX_RESOURCES) throw new ProviderError('too_large');
    const members: Member[] = [];
    for (const resource of answer.resources) {
      const member = this.memberOf(resource);
      if (member && (resource.status ?? 200) < 300 && !hasType(resource, '{DAV:}collection'))
        members.push(member);
      await this.session.budget.step();
    }
    return members;
  }

  /**
   * What changed since a token.
   * @returns null when the server cannot say it
   * @throws ProviderError
   */
  async changes(token: string): Promise<MemberChanges | null> {
    const changed = new Map<string, Member>();
    const removed = new Set<string>();
    let syncToken = token;
    for (let documents = 0; documents < MAX_DOCUMENTS; documents++) {
      const answer = await unless(NO_CHANGES, () => this.ask('REPORT', '0', changesSince(syncToken)));
      if (!answer?.syncToken) return null;
      for (const resource of answer.resources) {
        const member = this.memberOf(resource);
        if (!member || hasType(resource, '{DAV:}collection')) continue;
        changed.delete(member.key);
        removed.delete(member.key);
        if (isGone(resource)) removed.add(member.key);
        else changed.set(member.key, member);
        await this.session.budget.step();
      }
      const hasMore = isTruncated(answer) && answer.syncToken !== syncToken;
      syncToken = answer.syncToken;
      if (changed.size > MAX_RESOURCES) return null;
      if (!hasMore) return { syncToken, changed: [...changed.values()], removed: [...removed] };
    }
    return null;
  }

  /** `Member.key` of an address in a response; null for the calendar itself and for what lies elsewhere. */
  keyOf(href: string): string | null {
    const url = resolved(href, this.url);
    if (!url || url.origin !== this.url.origin) return null;
    const path = decoded(url.pathname);
    const folder = decoded(this.url.pathname).replace(/\/?$/, '/');
    const key = path.startsWith(folder) ? path.slice(folder.length) : path;
    return key === '' || `${path}/` === folder ? null : key;
  }

  private async query(from: number, to: number): Promise<Multistatus | null> {
    const body = membersBetween(from - MARGIN, to + MARGIN);
    const answer = await unless(NO_QUERY, () => this.ask('REPORT', '1', body));
    return answer && !isTruncated(answer) ? answer : null;
  }

  private async all(): Promise<Multistatus> {
    const answer = await this.ask('PROPFIND', '1', MEMBERS);
    if (isTruncated(answer)) throw new ProviderError('too_large');
    return answer;
  }

  private async ask(method: 'PROPFIND' | 'REPORT', depth: '0' | '1', body: string): Promise<Multistatus> {
    const answer = await this.session.multistatus({ method, url: this.address, depth, body });
    this.address = answer.url;
    return answer;
  }

  private memberOf(resource: ResourceStatus): Member | null {
    const key = this.keyOf(resource.href);
    if (key === null) return null;
    return { key, href: resource.href, version: versionOf(textOf(resource, PROPERTY.etag)) };
  }
}

const SYNC_REPORT = '{DAV:}sync-collection';

export function isGone({ status }: ResourceStatus): boolean {
  return status === 404 || status === 410;
}

/** Whether a server has left some out (RFC 5323, RFC 6578: status 507 of the collection). */
function isTruncated({ resources }: Multistatus): boolean {
  return resources.some(({ status }) => status === 507);
}

/** @returns null when the response has one of the statuses */
async function unless<T>(statuses: readonly number[], ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StatusFailure && statuses.includes(error.status)) return null;
    throw error;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
