import { Controller, Get, Header, Headers, Inject, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Public } from '../auth/public';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { Metrics } from './metrics';

/** Default path of Prometheus, outside of `/api`. */
export const METRICS_PATH = 'metrics';

/** For Prometheus, on the API's own port: with `Authorization: Bearer <METRICS_TOKEN>`; without that setting it does not exist. */
@ApiExcludeController()
@Public()
@SkipThrottle({ all: true })
@Controller({ path: METRICS_PATH, version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async scrape(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { metricsToken } = this.environment;
    if (metricsToken === null || !isSame(authorization, `Bearer ${metricsToken}`))
      throw new DomainError('not_found');
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}

function isSame(given: string | undefined, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(hash(given), hash(wanted));
}
