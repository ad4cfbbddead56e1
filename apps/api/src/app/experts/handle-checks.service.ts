import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { SharedLimit } from '../http/shared-limit';
import { ExpertsService } from './experts.service';
import type { HandleCheckDto } from './handle-check.dto';
import { HandleAvailability } from './handle-availability.service';

const MINUTE_MS = 60_000;

/** Checks handles while they are typed. `HANDLE_CHECKS_PER_MINUTE` per account, over all processes. */
@Injectable()
export class HandleChecks {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly limit: SharedLimit,
    private readonly experts: ExpertsService,
    private readonly handles: HandleAvailability,
  ) {}

  /** @throws DomainError `rate_limited` */
  async check(userId: Types.ObjectId, handle: string): Promise<HandleCheckDto> {
    const { isBlocked, seconds } = await this.limit.hit(
      `handle checks of ${userId.toHexString()}`,
      MINUTE_MS,
      this.environment.handleChecksPerMinute,
    );
    if (isBlocked) throw new DomainError('rate_limited', { retryAfter: seconds });
    const expert = await this.experts.findByUserId(userId);
    return { handle, standing: await this.handles.of(expert?._id ?? null, handle) };
  }
}
