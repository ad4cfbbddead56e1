import { Injectable } from '@nestjs/common';
import { EgressClient } from '../../egress/egress-client';
import type { CalDavAccess } from '../access';
import type {
  CalendarAdapter,
  CalendarRead,
  ListedCalendar,
  OpenedAccount,
  ReadRequest,
} from '../calendar-adapter';
import type { CalendarLocation } from '../calendar-location';
import { ProviderError } from '../calendar-adapter';
import { CalDavEntries } from './caldav-entries';
import { listCalendars } from './calendar-list';
import type { Member } from './calendar-members';
import { CalendarMembers } from './calendar-members';
import { readCursor, writeCursor } from './cursor';
import { DavSession } from './dav-session';
import { findHomes, startsOf } from './discovery';
import { MemberTimes } from './member-times';
import { ReadBudget } from './read-budget';

/** Discovery takes up to a dozen requests. */
const OPEN_TIMEOUT_MS = 30_000;

/**
 * Calendars on CalDAV servers (RFC 4791), found by RFC 6764 and read by RFC 6578 where the server can. Signs in with a name and a
 * password by HTTP's Basic scheme.
 *
 * An incremental read names only what changed: the times of everything else are those of an earlier read, of that read's window, zone
 * and addresses. A caller that changes one of these reads without a cursor.
 */
@Injectable()
export class CalDavAdapter implements CalendarAdapter<CalDavAccess> {
  readonly entries: CalDavEntries;

  constructor(private readonly egress: EgressClient) {
    this.entries = new CalDavEntries(egress);
  }

  /** @throws ProviderError `not_a_calendar` also for an account without calendars */
  async open(access: CalDavAccess): Promise<OpenedAccount<CalDavAccess>> {
    const starts = startsOf(access.address);
    const session = new DavSession(this.egress, access, starts[0], new ReadBudget(OPEN_TIMEOUT_MS));
    const { homes, calendar } = await findHomes(session, starts);
    const calendars = new Map<string, ListedCalendar>();
    for (const home of homes) await addAll(calendars, listCalendars(session, home, '1'));
    if (calendar) await addAll(calendars, listCalendars(session, calendar, '0'));
    if (calendars.size === 0) throw new ProviderError('not_a_calendar');
    return {
      access: { ...access, address: (homes[0] ?? calendar ?? starts[0]).href },
      account: access.username,
      calendars: [...calendars.values()],
    };
  }

  async read(access: CalDavAccess, calendar: CalendarLocation, request: ReadRequest): Promise<CalendarRead> {
    if (!URL.canParse(calendar.location)) throw new ProviderError('not_found');
    const url = new URL(calendar.location);
    const session = new DavSession(this.egress, access, url, new ReadBudget(request.timeoutMs));
    const members = new CalendarMembers(session, url);
    const times = new MemberTimes(session, members, calendar, request);
    return (await changesOf(members, times, request)) ?? (await allOf(members, times, request));
  }
}

async function addAll(calendars: Map<string, ListedCalendar>, list: Promise<ListedCalendar[]>) {
  for (const calendar of await list) calendars.set(calendar.location, calendar);
}

/** @returns null when everything has to be read */
async function changesOf(
  members: CalendarMembers,
  times: MemberTimes,
  { cursor: text, from, to }: ReadRequest,
): Promise<CalendarRead | null> {
  const cursor = readCursor(text);
  if (cursor?.kind === 'sync') {
    const changes = await members.changes(cursor.token);
    if (!changes) return null;
    return changesRead(
      writeCursor({ kind: 'sync', token: changes.syncToken }),
      await times.of(changes.changed),
      changes.removed,
    );
  }
  if (cursor?.kind !== 'versions') return null;
  const { ctag } = await members.state();
  if (ctag !== null && ctag === cursor.ctag) return { kind: 'unchanged', cursor: text };
  const list = await members.list(from, to);
  const known = new Map(Object.entries(cursor.versions));
  const changed = list.filter(({ key, version }) => version === '' || known.get(key) !== version);
  const present = new Set(list.map(({ key }) => key));
  const removed = [...known.keys()].filter((key) => !present.has(key));
  return changesRead(versionsCursor(ctag, list), await times.of(changed), removed);
}

/** The state is read before the list, so that what changes meanwhile is read again and not missed. */
async function allOf(
  members: CalendarMembers,
  times: MemberTimes,
  { from, to }: ReadRequest,
): Promise<CalendarRead> {
  const { ctag, syncToken } = await members.state();
  const list = await members.list(from, to);
  const { resources } = await times.of(list);
  const cursor =
    syncToken === null ? versionsCursor(ctag, list) : writeCursor({ kind: 'sync', token: syncToken });
  return { kind: 'all', cursor, resources };
}

function changesRead(
  cursor: string,
  { resources, removed }: Awaited<ReturnType<MemberTimes['of']>>,
  alsoRemoved: readonly string[],
): CalendarRead {
  const gone = [...removed, ...alsoRemoved];
  if (resources.length === 0 && gone.length === 0) return { kind: 'unchanged', cursor };
  return { kind: 'changes', cursor, resources, removed: gone };
}

function versionsCursor(ctag: string | null, list: readonly Member[]): string {
  const versions = Object.fromEntries(list.map(({ key, version }) => [key, version]));
  return writeCursor({ kind: 'versions', ctag, versions });
}
