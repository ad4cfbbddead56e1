import type { ConnectedCalendar, Connection, CreatedBooking } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { CalendarSync } from '../src/app/connections/calendar-sync.service';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import type { DavProxy } from './dav-proxy';
import { startDavProxy } from './dav-proxy';
import { FEED_SETTINGS } from './feed-server';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { PASSWORD, Radicale, USERNAME } from './radicale';
import { until } from './until';

const HOUR_MS = 3_600_000;

const AT_ONCE = { $eq: ['$since', '$createdAt'] };

/** The start of an hour, three days from now and so many hours later. */
export function at(hours: number): string {
  return new Date((Math.floor(Date.now() / HOUR_MS) + 72 + hours) * HOUR_MS).toISOString();
}

/** {@link at} as calendars write it. */
export function basic(hours: number): string {
  return at(hours).replace(/[-:]|\.\d{3}/g, '');
}

/** An API, a CalDAV server behind a proxy, and for each test an expert with a calendar on it. Calendars are read on demand only. */
export interface WrittenCalendar {
  readonly api: TestApi;
  readonly server: Radicale;
  readonly proxy: DavProxy;
  readonly expert: PublishedExpert;
  readonly connection: Connection;
  /** Name of the calendar on the server. */
  readonly name: string;
  choose(choices: object): Promise<Answer<ConnectedCalendar>>;
  state(): Promise<ConnectedCalendar | undefined>;
  /** Reads the calendar, as a sweep does. */
  read(): Promise<string>;
  /** Texts of the calendar's entries, by file name. */
  members(): Promise<Record<string, string>>;
  /** Waits until the entry of a booking (`uid`, or `session-…`) is as wanted. */
  untilEntry(uid: string, isAsWanted: (text: string | undefined) => boolean | undefined): Promise<string>;
  /** Ends the handling of rows by this process; other processes go on. */
  pauseOutbox(): Promise<void>;
  resumeOutbox(): void;
  /** Waits until no row of the calendar is left to handle. */
  untilQuiet(): Promise<void>;
  /** Replaces parts of an entry, as the expert's calendar program does. */
  edit(uid: string, ...changes: readonly (readonly [string | RegExp, string])[]): Promise<void>;
  /** The development inbox. */
  mails(): ReturnType<TestApi['connection']['collection']>;
  mustBook(hours: number, more?: Parameters<PublishedExpert['book']>[1]): Promise<CreatedBooking>;
  asClient<T>(what: string, booking: CreatedBooking, body?: unknown): Promise<Answer<T>>;
}

/** Starts them for the specs of the enclosing `describe`. */
export function writtenCalendar(settings: Record<string, string> = {}): WrittenCalendar {
  let api: TestApi;
  let server: Radicale;
  let proxy: DavProxy;
  let expert: PublishedExpert;
  let connection: Connection;
  let name = '';
  let calendars = 0;
  beforeAll(async () => {
    server = await Radicale.start();
    proxy = await startDavProxy(() => server.address);
    const usual = { ...FEED_SETTINGS, CALENDAR_POLL: '86400', TRANSACTION_DEADLINE_MS: '20000' };
    api = await startApi({ ...usual, ...settings });
  });
  afterAll(async () => {
    await api?.close();
    await proxy?.close();
    await server?.remove();
  });
  beforeEach(async () => {
    proxy.inject(() => null);
    name = `work${++calendars}`;
    await server.makeCalendar(name);
    expert = await publishExpert(api.url);
    const connected = await expert.asExpert<Connection>('POST', '/connections/caldav', {
      address: `${proxy.address}${USERNAME}/${name}/`,
      username: USERNAME,
      password: PASSWORD,
    });
    connection = connected.body;
  });
  // All are of one account, which is connected as a whole.
  afterEach(() => server.request('DELETE', `${USERNAME}/${name}/`));
  const calendarId = () => connection.calendars[0]?.id ?? '';
  const written: WrittenCalendar = {
    get api() {
      return api;
    },
    get server() {
      return server;
    },
    get proxy() {
      return proxy;
    },
    get expert() {
      return expert;
    },
    get connection() {
      return connection;
    },
    get name() {
      return name;
    },
    choose: (choices) =>
      expert.asExpert('PATCH', `/connections/${connection.id}/calendars/${calendarId()}`, choices),
    state: async () => {
      const { body } = await expert.asExpert<Connection[]>('GET', '/connections');
      return body.flatMap(({ calendars: all }) => all).find(({ id }) => id === calendarId());
    },
    read: () => api.app.get(CalendarSync).sync(new Types.ObjectId(calendarId()), 10_000),
    members: () => server.members(name),
    untilEntry: async (uid, isAsWanted) => {
      let text: string | undefined;
      await until(`the entry ${uid}`, async () => {
        text = (await server.members(name))[`${uid}.ics`];
        return isAsWanted(text);
      });
      return text ?? '';
    },
    pauseOutbox: () => api.app.get(OutboxWorker).stop(),
    resumeOutbox: () => api.app.get(OutboxWorker).start(),
    untilQuiet: async () => {
      const ofCalendar = new RegExp(`^calendar\\.(entry|removal):${calendarId()}`);
      const rows = {
        state: 'waiting',
        $or: [
          { key: ofCalendar },
          { entry: ofCalendar },
          // Without the plan for bookings that were decided before the choice.
          { topic: 'calendar.plan', 'payload.calendarId': new Types.ObjectId(calendarId()), $expr: AT_ONCE },
        ],
      };
      const outbox = api.connection.collection('outbox');
      await until('the rows are handled', async () => (await outbox.countDocuments(rows)) === 0);
    },
    edit: async (uid, ...changes) => {
      let text = (await server.members(name))[`${uid}.ics`] ?? '';
      for (const [from, to] of changes) text = text.replace(from, to);
      await server.request('PUT', `${USERNAME}/${name}/${uid}.ics`, text);
    },
    mails: () => api.connection.collection('inbox'),
    mustBook: async (hours, more) => {
      const { status, body } = await expert.book(at(hours), more);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body;
    },
    asClient: (what, { uid, manageToken }, body = {}) =>
      api.call('POST', `/bookings/${uid}/${what}`, { headers: { 'x-manage-token': manageToken }, body }),
  };
  return written;
}
