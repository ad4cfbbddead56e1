import type { OnApplicationBootstrap } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { version } from 'node:process';
import { warningOfMongo, warningOfNode } from '../config/safe-versions';

/** Warns once, at the start, about an old Node or MongoDB. */
@Injectable()
export class VersionWarnings implements OnApplicationBootstrap {
  private readonly logger = new Logger('Versions');

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onApplicationBootstrap(): Promise<void> {
    const node = warningOfNode(version, new Date().toISOString().slice(0, 10));
    if (node) this.logger.warn(node);
    const server = await this.connection.db?.command({ buildInfo: 1 }).catch(() => null);
    const mongo = server && warningOfMongo(String(server['version']));
    if (mongo) this.logger.warn(mongo);
  }
}
