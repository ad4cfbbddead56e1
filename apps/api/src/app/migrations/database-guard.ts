import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { stderr } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { mongo } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { assertCompatible, migrate, pendingOf, recordIfNew } from './migrate';
import { MIGRATIONS } from './migrations';
import { readState } from './schema-state';
import { CONNECTION_OPTIONS } from '../database/connection-options';
import { DatabaseUnfitError } from '../database/database-unfit-error';
import { buildIndexes, incompleteModels, requireClaimIndex } from './index-builder';
import { openLongRunning } from '../database/long-running-connection';

const HOW_TO_HAVE_TRANSACTIONS =
  'Start mongod with --replSet rs0 and run rs.initiate() once, or leave MONGO_URI unset and use `npm start`.';
const MAX_CONNECT_WAIT_MS = 20_000;
const PAUSE_MS = 250;

/**
 * Refuses to start with a database without transactions, without the index that makes overlaps impossible, or of a
 * newer version; migrates one of an older version.
 */
@Injectable()
export class DatabaseGuard implements OnModuleInit {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
    await this.requireReplicaSet();
    // Before anything is built that a newer version may have replaced.
    const state = await readState(this.connection);
    assertCompatible(MIGRATIONS, state);
    const incomplete = await incompleteModels(this.connection);
    const isBehind = pendingOf(MIGRATIONS, state).some(({ phase }) => phase === 'expand');
    if (incomplete.length > 0 || isBehind) await this.prepare(incomplete);
    await requireClaimIndex(this.connection);
  }

  private async prepare(incomplete: Awaited<ReturnType<typeof incompleteModels>>): Promise<void> {
    const patient = await openLongRunning(this.environment.mongoUri);
    try {
      await recordIfNew(patient, MIGRATIONS);
      await buildIndexes(patient, incomplete);
      const report = (sentence: string) => void stderr.write(`${sentence}\n`);
      await migrate(patient, MIGRATIONS, { phases: ['expand'], report });
    } finally {
      await patient.close();
    }
  }

  /** Databases and APIs are often started together on a busy machine, so a connection is retried for a while. */
  private async connect(): Promise<void> {
    const deadline = Date.now() + MAX_CONNECT_WAIT_MS;
    for (let connecting: Promise<unknown> = this.connection.asPromise(); ;) {
      try {
        await connecting;
        return;
      } catch (error) {
        const isAway = error instanceof Error && /ServerSelection|Network/.test(error.name);
        if (!isAway) throw error;
        assertReplicaSetMember(error);
        if (Date.now() > deadline) throw error;
        // The log is written only after the application has started.
        stderr.write('MongoDB does not answer yet; asking again.\n');
        await sleep(PAUSE_MS);
        connecting = this.connection.openUri(this.environment.mongoUri, { ...CONNECTION_OPTIONS });
      }
    }
  }

  private async requireReplicaSet(): Promise<void> {
    const hello = await this.connection.getClient().db('admin').command({ hello: 1 });
    if (hello['setName'] || hello['msg'] === 'isdbgrid') return;
    throw new DatabaseUnfitError(
      `This MongoDB is a standalone server without transactions, which bookings need. ${HOW_TO_HAVE_TRANSACTIONS}`,
    );
  }
}

/** To the driver, a server without a replica set, or before its initiation, looks like one that cannot be reached. */
function assertReplicaSetMember(error: Error): void {
  const { type, setName, servers } = (error as { reason?: Partial<mongo.TopologyDescription> }).reason ?? {};
  const found = [...(servers?.values() ?? [])];
  const uninitiated = found.length > 0 && found.every((server) => server.type === 'RSGhost');
  if (type !== 'ReplicaSetNoPrimary' || (found.length > 0 && !uninitiated)) return;
  throw new DatabaseUnfitError(
    `This MongoDB is not in the replica set "${setName ?? ''}" that MONGO_URI asks for: ${
      uninitiated ? 'its set has not been initiated' : 'it is a standalone server or in another set'
    }. Bookings need the transactions of one. ${HOW_TO_HAVE_TRANSACTIONS}`,
  );
}
