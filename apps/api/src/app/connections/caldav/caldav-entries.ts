import { readBusyTimes } from '../../busy-times/read-busy-times';
import type { CalendarEvent } from '../../calendar-file/calendar-event';
import { calendarResource } from '../../calendar-file/calendar-event';
import type { EgressClient } from '../../egress/egress-client';
import type { CalDavAccess } from '../access';
import { NotAllowedError, ProviderError } from '../calendar-adapter';
import type { EntryOver, EntryTarget, EntryWriter, PutOutcome, StoredEntry } from '../entry-writer';
import { CalendarMembers } from './calendar-members';
import { changedEntry, isSameEntry } from './changed-entry';
import type { DavResponse } from './dav-session';
import { DavSession, StatusFailure } from './dav-session';
import { ReadBudget } from './read-budget';

type Target = EntryTarget<CalDavAccess>;

const CONTENT = { 'content-type': 'text/calendar; charset=utf-8' };
/** Of an entry that people might have changed into a series: only its first time is read. */
const LIMITS = { characters: 1_000_000, events: 100, occurrences: 400, steps: 2_000 };
const FAR = Date.UTC(2200, 0, 1);

/** Entries as resources of a calendar, named after their uid (RFC 4791, section 5.3.2), changed by their ETag (RFC 9110, section 13.1). */
export class CalDavEntries implements EntryWriter<CalDavAccess> {
  constructor(private readonly egress: Pick<EgressClient, 'fetch'>) {}

  async find(target: Target): Promise<StoredEntry | null> {
    const { session, url } = this.resource(target);
    const { status, headers, body } = await session.send({ method: 'GET', url });
    if (status === 404 || status === 410) return null;
    if (status !== 200) throw new StatusFailure(status, headers);
    const text = body.toString('utf8');
    return { version: versionOf(headers), times: timesOf(text, target), body: text };
  }

  async isCalendarThere({ access, calendar, timeoutMs }: Target): Promise<boolean> {
    const url = new URL(calendar.location);
    const session = new DavSession(this.egress, access, url, new ReadBudget(timeoutMs));
    try {
      await new CalendarMembers(session, url).state();
      return true;
    } catch (error) {
      if (error instanceof ProviderError && error.failure === 'not_found') return false;
      throw error;
    }
  }

  uidOf(resource: string): string | null {
    return /^([\w-]+)\.ics$/.exec(resource)?.[1] ?? null;
  }

  says({ body }: StoredEntry, event: CalendarEvent): boolean {
    return isSameEntry(body, calendarResource(event));
  }

  async put(target: Target, event: CalendarEvent, over: EntryOver | null): Promise<PutOutcome> {
    const { session, url } = this.resource(target);
    const ours = calendarResource(event);
    const body = over?.kind === 'changed' ? changedEntry(over.entry.body, ours, over.keepsTimes) : ours;
    const version = over?.kind === 'changed' ? over.entry.version : over?.version;
    const headers = { ...CONTENT, ...(version === undefined ? { 'if-none-match': '*' } : ifMatch(version)) };
    const response = await session.send({ method: 'PUT', url, body, headers });
    const { status } = response;
    if (status === 412) return { kind: 'conflict' };
    if ((status === 403 || status === 409) && names(response, 'no-uid-conflict'))
      return { kind: 'elsewhere' };
    assertWritten(response);
    // A server that stores something else than it was given names no version (RFC 4791, section 5.3.4).
    const written = versionOf(response.headers) || (await this.find(target))?.version;
    return written ? { kind: 'written', version: written } : { kind: 'conflict' };
  }

  async remove(target: Target, version: string): Promise<'removed' | 'conflict'> {
    const { session, url } = this.resource(target);
    const response = await session.send({ method: 'DELETE', url, headers: ifMatch(version) });
    if (response.status === 412) return 'conflict';
    if (response.status !== 404 && response.status !== 410) assertWritten(response);
    return 'removed';
  }

  private resource({ access, calendar, uid, timeoutMs }: Target): { session: DavSession; url: URL } {
    if (!URL.canParse(calendar.location)) throw new ProviderError('not_found');
    const folder = new URL(calendar.location);
    folder.pathname = folder.pathname.replace(/\/?$/, '/');
    const url = new URL(`${encodeURIComponent(uid)}.ics`, folder);
    return { url, session: new DavSession(this.egress, access, url, new ReadBudget(timeoutMs)) };
  }
}

/** @throws ProviderError, NotAllowedError */
function assertWritten({ status, headers }: DavResponse): void {
  if (status >= 200 && status < 300) return;
  if (status === 403 || status === 405) throw new NotAllowedError();
  // The calendar itself is missing (RFC 4918, section 9.7.1).
  if (status === 409) throw new ProviderError('not_found');
  throw new StatusFailure(status, headers);
}

function names({ body }: DavResponse, condition: string): boolean {
  return body.length < 10_000 && body.toString('utf8').includes(condition);
}

/** Empty where the server names none. */
function versionOf({ etag }: DavResponse['headers']): string {
  return etag ?? '';
}

/** Only strong ETags can be compared for a change (RFC 9110, section 13.1.1). */
function ifMatch(version: string): Readonly<Record<string, string>> {
  return version === '' || version.startsWith('W/') ? {} : { 'if-match': version };
}

function timesOf(text: string, { calendar, expertZone }: Target): StoredEntry['times'] {
  const { busy } = readBusyTimes([text], {
    from: 0,
    to: FAR,
    expertZone,
    ...(calendar.timeZone !== null && { calendarZone: calendar.timeZone }),
    transparent: true,
    limits: LIMITS,
  });
  const [first] = busy;
  return first ? { start: first.start, end: first.end } : null;
}
