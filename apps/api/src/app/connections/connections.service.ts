import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CalendarProvider, Connection } from '@expertbook/contracts';
import { MAX_CALENDARS_PER_CONNECTION, MAX_CONNECTIONS } from '@expertbook/contracts';
import type { ClientSession, Model } from 'mongoose';
import { Types } from 'mongoose';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { DomainError } from '../http/domain-error';
import type { CalDavAccess, IcsAccess } from './access';
import { CalendarAdapters } from './adapters';
import type { ListedCalendar, OpenedAccount } from './calendar-adapter';
import { CalendarFreshness } from './calendar-freshness';
import { CalendarSync } from './calendar-sync.service';
import { ConnectedCalendarRecord } from './connected-calendar.schema';
import { toConnection } from './connection.mapper';
import { ConnectionRecord } from './connection.schema';
import { ConnectionSecrets } from './connection-secrets';
import { CALENDARS_CHANGED, ExpertCalendars } from './expert-calendars';
import { ExternalEventsStore } from './external-events.store';
import { toConnectError } from './connect-error';

/** The first read of a new connection happens while its expert waits. */
const FIRST_READ_MS = 15_000;

/** Accounts and addresses with an expert's other calendars: connecting, reading now, disconnecting. */
@Injectable()
export class ConnectionsService {
  constructor(
    @InjectModel(ConnectionRecord.name) private readonly connections: Model<ConnectionRecord>,
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    private readonly transactions: CalendarTransactions,
    private readonly adapters: CalendarAdapters,
    private readonly secrets: ConnectionSecrets,
    private readonly expertCalendars: ExpertCalendars,
    private readonly events: ExternalEventsStore,
    private readonly sync: CalendarSync,
    private readonly freshness: CalendarFreshness,
  ) {}

  /** All of an expert's, oldest first. */
  async list(expertId: Types.ObjectId): Promise<Connection[]> {
    const [connections, calendars] = await Promise.all([
      this.connections.find({ expertId }).sort({ createdAt: 1, _id: 1 }).lean(),
      this.calendars.find({ expertId }).sort({ _id: 1 }).lean(),
    ]);
    return connections.map((one) =>
      toConnection(
        one,
        calendars.filter(({ connectionId }) => connectionId.equals(one._id)),
      ),
    );
  }

  /**
   * Signs in, stores the account and reads its calendars for the first time.
   * @throws DomainError `address_not_reachable`, `provider_refused`, `calendar_unreadable`, `connection_limit`, `busy_try_again`
   */
  async connect(
    expertId: Types.ObjectId,
    provider: CalendarProvider,
    access: IcsAccess | CalDavAccess,
    name?: string,
  ): Promise<Connection> {
    await this.assertRoom(expertId);
    const opened = await this.adapters
      .of(provider)
      .open(access)
      .catch((error: unknown) => {
        throw toConnectError(error);
      });
    if (opened.calendars.length === 0) throw new DomainError('calendar_unreadable');
    const connection = this.newConnection(expertId, provider, opened, name);
    const calendars = opened.calendars
      .slice(0, MAX_CALENDARS_PER_CONNECTION)
      .map((listed) => this.newCalendar(connection, listed));
    await this.transactions.run(expertId, CALENDARS_CHANGED, async ({ session }) => {
      await this.assertRoom(expertId, session);
      await this.connections.insertMany([connection], { session });
      await this.calendars.insertMany(calendars, { session });
      await this.expertCalendars.update(expertId, session);
    });
    return this.readNow(expertId, connection._id);
  }

  /**
   * Reads all calendars of a connection.
   * @throws DomainError `not_found`, `busy_try_again`
   */
  async readNow(expertId: Types.ObjectId, _id: Types.ObjectId): Promise<Connection> {
    await this.mine(expertId, _id);
    const calendars = await this.calendars.find({ connectionId: _id }, { _id: 1 }).sort({ _id: 1 }).lean();
    await Promise.all(calendars.map((calendar) => this.sync.syncNow(calendar._id, FIRST_READ_MS)));
    return this.get(expertId, _id);
  }

  /** @throws DomainError `not_found` */
  async get(expertId: Types.ObjectId, _id: Types.ObjectId): Promise<Connection> {
    const connection = await this.mine(expertId, _id);
    return toConnection(connection, await this.calendars.find({ connectionId: _id }).sort({ _id: 1 }).lean());
  }

  /**
   * Renames a connection, or signs in with a new password.
   * @throws DomainError `not_found`, `address_not_reachable`, `provider_refused`, `calendar_unreadable`
   */
  async update(
    expertId: Types.ObjectId,
    _id: Types.ObjectId,
    { name, password }: { name?: string; password?: string },
  ): Promise<Connection> {
    const connection = await this.mine(expertId, _id);
    if (name !== undefined) await this.connections.updateOne({ _id }, { name });
    if (password === undefined) return this.get(expertId, _id);
    const known = JSON.parse(this.secrets.decrypt('access', _id, connection.access)) as object;
    const { access } = await this.adapters
      .of(connection.provider)
      .open({ ...known, password })
      .catch((error: unknown) => {
        throw toConnectError(error);
      });
    await this.connections.updateOne(
      { _id },
      { access: this.secrets.encrypt('access', _id, JSON.stringify(access)) },
    );
    return this.readNow(expertId, _id);
  }

  /** Disconnects: its times are free again at once. @throws DomainError `not_found`, `busy_try_again` */
  async remove(expertId: Types.ObjectId, _id: Types.ObjectId): Promise<void> {
    await this.mine(expertId, _id);
    const ids = (await this.calendars.find({ connectionId: _id }, { _id: 1 }).lean()).map((one) => one._id);
    await this.transactions.run(expertId, CALENDARS_CHANGED, async ({ session }) => {
      await this.events.removeMonths(ids, session);
      await this.calendars.deleteMany({ connectionId: _id }, { session });
      await this.connections.deleteOne({ _id, expertId }, { session });
      await this.expertCalendars.update(expertId, session);
    });
    this.freshness.forget(ids);
    await this.events.removeEvents(ids);
  }

  /** Removes everything of an account that ends. */
  async removeAll(expertId: Types.ObjectId): Promise<void> {
    for (const { _id } of await this.connections.find({ expertId }, { _id: 1 }).lean()) {
      await this.remove(expertId, _id);
    }
  }

  private async assertRoom(expertId: Types.ObjectId, session: ClientSession | null = null): Promise<void> {
    const count = await this.connections.countDocuments({ expertId }).session(session);
    if (count >= MAX_CONNECTIONS) throw new DomainError('connection_limit');
  }

  private async mine(expertId: Types.ObjectId, _id: Types.ObjectId): Promise<ConnectionRecord> {
    const connection = await this.connections.findOne({ _id, expertId }).lean();
    if (!connection) throw new DomainError('not_found');
    return connection;
  }

  private newConnection(
    expertId: Types.ObjectId,
    provider: CalendarProvider,
    { access, account, calendars }: OpenedAccount<object>,
    name: string | undefined,
  ): ConnectionRecord {
    const _id = new Types.ObjectId();
    return {
      _id,
      expertId,
      provider,
      name: name || account || (calendars[0]?.name ?? ''),
      account,
      access: this.secrets.encrypt('access', _id, JSON.stringify(access)),
      createdAt: new Date(),
    };
  }

  private newCalendar(
    { _id: connectionId, expertId }: ConnectionRecord,
    { location, name, color, timeZone }: ListedCalendar,
  ): ConnectedCalendarRecord {
    const _id = new Types.ObjectId();
    return {
      _id,
      connectionId,
      expertId,
      location: this.secrets.encrypt('location', _id, location),
      name,
      color,
      timeZone,
      countsAsBusy: true,
      eventTypeIds: null,
      tentativeCounts: true,
      freeCounts: false,
      whenStale: 'closed',
      choices: 0,
      cursor: null,
      readZone: null,
      lastReadAt: null,
      fullReadAt: null,
      failure: null,
      failures: 0,
      isStale: false,
      // The request that connects it reads it first.
      dueAt: new Date(Date.now() + 2 * FIRST_READ_MS),
      claim: null,
    };
  }
}
