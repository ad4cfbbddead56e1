import { Body, Controller, Delete, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Hold } from '@expertbook/contracts';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { CreateHoldDto, HoldDto } from './hold.dto';
import { HoldsService } from './holds.service';

@ApiTags('holds')
@Public()
@Controller('holds')
export class HoldsController {
  constructor(private readonly holds: HoldsService) {}

  /** Keeps a time for you alone while you fill in the form: five minutes, renewable up to fifteen. */
  @Post()
  @RateLimit('writes')
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
    'rate_limited',
    'busy_try_again',
  )
  create(@Body() request: CreateHoldDto, @Ip() address: string): Promise<Hold> {
    return this.holds.create(request, address);
  }

  /** Starts the time anew. */
  @Post(':token/renew')
  @HttpCode(200)
  @ApiOkResponse({ type: HoldDto })
  @ApiProblems('hold_expired', 'rate_limited')
  renew(@Param('token') token: string): Promise<Hold> {
    return this.holds.renew(token);
  }

  /** Frees the time for everybody at once. Also answers 204 for a hold that is gone. */
  @Delete(':token')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems('rate_limited', 'busy_try_again')
  release(@Param('token') token: string): Promise<void> {
    return this.holds.release(token);
  }
}
