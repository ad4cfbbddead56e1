import { Injectable, computed, inject, signal } from '@angular/core';
import type {
  ConnectCalDavRequest,
  ConnectIcsRequest,
  ConnectedCalendar,
  Connection,
  EventType,
  ExternalEvent,
  UpdateConnectedCalendarRequest,
} from '@expertbook/contracts';
import { ConnectionsApi } from '../../data/connections-api';
import { EventTypesApi } from '../../data/event-types-api';
import { Loadable } from '@expertbook/web-shared/ui/loadable';

/** Days of events that the page shows. */
const SHOWN_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * The expert's connected calendars. Settings change at once and are taken back when the API refuses; every verb rejects with its
 * refusal then. Provided by the page.
 */
@Injectable()
export class ConnectionsStore {
  private readonly api = inject(ConnectionsApi);
  private readonly eventTypesApi = inject(EventTypesApi);
  private readonly read = new Loadable<Connection[]>();
  private readonly seen = new Loadable<ExternalEvent[]>();
  private readonly types = new Loadable<EventType[]>();
  private readonly readingSignal = signal<ReadonlySet<string>>(new Set());
  /** Requests under way of each calendar: they are sent one after another. */
  private readonly sending = new Map<string, Promise<unknown>>();

  readonly status = this.read.status;
  readonly problem = this.read.problem;
  /** The oldest first. */
  readonly connections = computed(() =>
    [...(this.read.value() ?? [])].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
  );
  readonly eventTypes = computed(() => this.types.value() ?? []);
  readonly events = computed(() => this.seen.value() ?? []);
  readonly eventsStatus = this.seen.status;
  readonly eventsProblem = this.seen.problem;
  /** Ids of the connections that are being read on demand. */
  readonly reading = this.readingSignal.asReadonly();

  async load(): Promise<void> {
    void this.types.load(() => this.eventTypesApi.list());
    await Promise.all([this.read.load(() => this.api.list()), this.loadEvents()]);
  }

  /** Reads all of it again and leaves what is there on the page meanwhile. */
  async refresh(): Promise<void> {
    const quiet = { quiet: true };
    await Promise.all([this.read.load(() => this.api.list(), quiet), this.loadEvents(quiet)]);
  }

  loadEvents(how: { quiet?: boolean } = {}): Promise<void> {
    const from = new Date();
    const to = new Date(from.getTime() + SHOWN_DAYS * DAY_MS);
    return this.seen.load(() => this.api.events({ from: from.toISOString(), to: to.toISOString() }), how);
  }

  async connectIcs(request: ConnectIcsRequest): Promise<Connection> {
    return this.added(await this.api.connectIcs(request));
  }

  async connectCalDav(request: ConnectCalDavRequest): Promise<Connection> {
    return this.added(await this.api.connectCalDav(request));
  }

  async rename(connection: Connection, name: string): Promise<void> {
    const called = (name: string) => (one: Connection) => ({ ...one, name });
    this.change(connection.id, called(name));
    try {
      await this.api.update(connection.id, { name });
    } catch (error) {
      this.change(connection.id, called(connection.name));
      throw error;
    }
  }

  /** A new password for the same account. */
  async signIn(id: string, password: string): Promise<void> {
    this.put(await this.api.update(id, { password }));
    void this.loadEvents({ quiet: true });
  }

  async disconnect(id: string): Promise<void> {
    await this.api.remove(id);
    this.read.update((all) => all.filter((one) => one.id !== id));
    void this.loadEvents({ quiet: true });
  }

  /** Reads its calendars now, once at a time. Resolves with what became of it; null while it is being read already. */
  async readNow(id: string): Promise<Connection | null> {
    if (this.reading().has(id)) return null;
    this.readingSignal.update((all) => new Set([...all, id]));
    try {
      const connection = await this.api.sync(id);
      this.put(connection);
      void this.loadEvents({ quiet: true });
      return connection;
    } finally {
      this.readingSignal.update((all) => new Set([...all].filter((one) => one !== id)));
    }
  }

  async setCalendar(
    connectionId: string,
    { id }: Pick<ConnectedCalendar, 'id'>,
    settings: UpdateConnectedCalendarRequest,
  ): Promise<void> {
    const former = this.calendarOf(connectionId, id);
    if (!former) return;
    this.changeCalendar(connectionId, id, settings);
    const before = this.sending.get(id) ?? Promise.resolve();
    const request = before
      .catch(() => undefined)
      .then(() => this.api.updateCalendar(connectionId, id, settings));
    this.sending.set(id, request);
    try {
      const saved = await request;
      // An earlier response does not know what was chosen meanwhile.
      if (this.sending.get(id) === request) this.changeCalendar(connectionId, id, saved);
    } catch (error) {
      this.changeCalendar(connectionId, id, formerOf(settings, former));
      throw error;
    } finally {
      if (this.sending.get(id) === request) this.sending.delete(id);
    }
    void this.loadEvents({ quiet: true });
  }

  private calendarOf(connectionId: string, id: string): ConnectedCalendar | undefined {
    const connection = this.connections().find((one) => one.id === connectionId);
    return connection?.calendars.find((one) => one.id === id);
  }

  private added(connection: Connection): Connection {
    this.put(connection);
    void this.loadEvents({ quiet: true });
    return connection;
  }

  private put(connection: Connection): void {
    this.read.update((all) => [...all.filter(({ id }) => id !== connection.id), connection]);
  }

  private change(id: string, change: (one: Connection) => Connection): void {
    this.read.update((all) => all.map((one) => (one.id === id ? change(one) : one)));
  }

  private changeCalendar(connectionId: string, id: string, change: Partial<ConnectedCalendar>): void {
    this.change(connectionId, (one) => ({
      ...one,
      calendars: one.calendars.map((calendar) =>
        calendar.id === id ? { ...calendar, ...change } : calendar,
      ),
    }));
  }
}

/** What the changed settings were before. */
function formerOf(
  settings: UpdateConnectedCalendarRequest,
  former: ConnectedCalendar,
): UpdateConnectedCalendarRequest {
  return Object.fromEntries(
    Object.keys(settings).map((key) => [key, former[key as keyof UpdateConnectedCalendarRequest]]),
  );
}
