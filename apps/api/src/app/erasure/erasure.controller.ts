import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ErasedClient } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { ClientErasure } from './client-erasure.service';
import { ErasedClientDto } from './erasure.dto';

@ApiTags('bookings')
@Controller('bookings')
export class ErasureController {
  constructor(private readonly erasure: ClientErasure) {}

  /**
   * Erases the client of a booking: all personal data is removed from all their bookings with you, by their email
   * address. Future bookings are cancelled first, and the client gets the mail about it. Times and statuses stay, so
   * your statistics do not change.
   */
  @Post(':uid/erase-client')
  @ExpertRoute()
  @RateLimit('writes')
  @HttpCode(200)
  @ApiOkResponse({ type: ErasedClientDto })
  @ApiProblems('not_found', 'busy_try_again')
  erase(@Param('uid') uid: string, @CurrentExpert() expert: SignedInExpert): Promise<ErasedClient> {
    return this.erasure.erase(uid, expert);
  }
}
