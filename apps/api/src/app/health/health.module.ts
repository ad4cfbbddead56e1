import { Module } from '@nestjs/common';
import { Drain } from './drain';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';
import { VersionWarnings } from './version-warnings';

/** Whether this process should get traffic, and its way out of it. */
@Module({ controllers: [HealthController], providers: [Drain, Readiness, VersionWarnings], exports: [Drain] })
export class HealthModule {}
