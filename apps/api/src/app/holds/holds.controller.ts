import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Hold } from '@expertbook/contracts';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../network/client-network';
import type { SignedInExpert } from '../auth/current';
import { OptionalExpert, OptionalExpertRoute } from '../auth/current';
import { RateLimit } from '../http/rate-limit';
import type { AccessKey } from '../auth/access-key';
import { ApiAccessKey, RequestAccessKey } from '../auth/access-key';
import { ApiProof, ShownProof } from '../proof-of-work/proof-header';
import { CreateHoldDto, HoldDto } from './hold.dto';
import { HoldsService } from './holds.service';

@ApiTags('holds')
@Public()
@Controller('holds')
export class HoldsController {
  constructor(private readonly holds: HoldsService) {}

  /** Reserves a time while you fill in the form: for five minutes, renewable up to fifteen. */
  @Post()
  @OptionalExpertRoute()
  @RateLimit('writes')
  @ApiAccessKey()
  @ApiProof()
  @ApiCreatedResponse({ type: HoldDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'event_type_inactive',
    'invalid_duration',
    'slot_taken',
    'slot_held',
    'limit_reached',
    'outside_hours',
    'hold_limit',
    'link_used',
    'link_expired',
  )
  create(
    @Body() request: CreateHoldDto,
    @ClientNetwork() network: string,
    @RequestAccessKey() key: AccessKey,
    @ShownProof() proof: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<Hold> {
    return this.holds.create(request, { network, proof }, { ...key, expertId: expert?.expertId ?? null });
  }

  /** Restarts the five minutes of the hold. */
  @Post(':token/renew')
  @HttpCode(200)
  @ApiOkResponse({ type: HoldDto })
  @ApiProblems('hold_expired')
  renew(@Param('token') token: string): Promise<Hold> {
    return this.holds.renew(token);
  }

  /** Frees the time at once. Also responds with 204 for a hold that no longer exists. */
  @Delete(':token')
  @HttpCode(204)
  @ApiNoContentResponse()
  release(@Param('token') token: string): Promise<void> {
    return this.holds.release(token);
  }
}
