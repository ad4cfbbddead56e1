import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { DomainError } from '../http/domain-error';
import { LiveDto, ReadyDto } from './health.dto';
import { Readiness } from './readiness';

const RETRY_AFTER_SECONDS = 2;

/** For load balancers and operators. */
@ApiTags('health')
@Public()
@SkipThrottle({ all: true })
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process responds. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): LiveDto {
    return { status: 'ok' };
  }

  /**
   * The process accepts traffic: its database has a primary that accepts writes, and it has not received a stop
   * signal.
   */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiProblems('busy_try_again')
  async ready(): Promise<ReadyDto> {
    if (await this.readiness.isReady()) return { status: 'ok', info: { database: { status: 'up' } } };
    throw new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS });
  }
}
