import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { CalendarAdapters } from '../connections/adapters';
import type { ConnectedCalendarRecord } from '../connections/connected-calendar.schema';
import { ConnectionRecord } from '../connections/connection.schema';
import { ConnectionSecrets } from '../connections/connection-secrets';
import type { EntryTarget, EntryWriter } from '../connections/entry-writer';
import { Expert } from '../offerings/expert.schema';

const TIMEOUT_MS = 15_000;

/** How entries of a connected calendar are reached. */
@Injectable()
export class EntryTargets {
  constructor(
    @InjectModel(ConnectionRecord.name) private readonly connections: Model<ConnectionRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly adapters: CalendarAdapters,
    private readonly secrets: ConnectionSecrets,
  ) {}

  /**
   * Null where the account is disconnected, or only read.
   * @throws DecryptError
   */
  async find(
    { _id, connectionId, expertId, location, timeZone }: ConnectedCalendarRecord,
    uid: string,
  ): Promise<{ writer: EntryWriter<object>; target: EntryTarget<object> } | null> {
    const [connection, expert] = await Promise.all([
      this.connections.findById(connectionId).lean(),
      this.experts.findById(expertId, { timeZone: 1 }).lean(),
    ]);
    const writer = connection && this.adapters.of(connection.provider).entries;
    if (!connection || !writer || !expert) return null;
    const target: EntryTarget<object> = {
      access: JSON.parse(this.secrets.decrypt('access', connection._id, connection.access)) as object,
      calendar: { location: this.secrets.decrypt('location', _id, location), timeZone },
      uid,
      expertZone: expert.timeZone,
      timeoutMs: TIMEOUT_MS,
    };
    return { writer, target };
  }
}
