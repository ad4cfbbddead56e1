import { Module } from '@nestjs/common';
import { Drain } from './drain';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';
import { VersionWarnings } from './version-warnings';

/** Readiness of this process, and draining before it stops. */
@Module({ controllers: [HealthController], providers: [Drain, Readiness, VersionWarnings], exports: [Drain] })
export class HealthModule {}
