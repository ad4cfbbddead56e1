import { Controller, Get, Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { HealthCheckResult } from '@nestjs/terminus';
import { HealthCheck, HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import type { Connection } from 'mongoose';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';

const PING_TIMEOUT_MS = 1500;

/** For load balancers and people at 3 a.m. */
@ApiTags('health')
@Public()
@SkipThrottle({ all: true })
@Controller('api/health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @InjectConnection() private readonly connection: Connection,
  ) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process and its database answer. */
  @Get('ready')
  @ApiProblems('busy_try_again')
  @HealthCheck({ swaggerDocumentation: false })
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.database()]);
  }

  // Terminus' own indicator looks for Mongoose by a name made at run time, so a bundled API would load it twice.
  private async database() {
    const indicator = this.indicators.check('database');
    try {
      if (!this.connection.db) return indicator.down();
      await this.connection.db.command({ ping: 1 }, { timeoutMS: PING_TIMEOUT_MS });
      return indicator.up();
    } catch {
      return indicator.down();
    }
  }
}

@Module({ imports: [TerminusModule.forRoot({ logger: false })], controllers: [HealthController] })
export class HealthModule {}
