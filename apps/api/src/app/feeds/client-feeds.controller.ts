import { Controller, Delete, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ClientFeed } from '@expertbook/contracts';
import { Public } from '../auth/public';
import { ManageToken } from '../bookings/manage-token';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { ClientFeedDto } from './feed.dto';
import { FeedsService } from './feeds.service';

@ApiTags('feeds')
@Controller('bookings/:uid/feed')
export class ClientFeedsController {
  constructor(private readonly feeds: FeedsService) {}

  /**
   * Create a secret address by which the client's calendar program follows the booking. Opened by the link of a mail, it has all
   * bookings of that address with the expert. An earlier address of the same booking gives nothing from then on.
   */
  @Post()
  @Public()
  @ApiSecurity('manageToken')
  @RateLimit('writes')
  @ApiCreatedResponse({ type: ClientFeedDto })
  @ApiProblems('not_found')
  @Header('Cache-Control', 'private, no-store')
  create(@Param('uid') uid: string, @ManageToken() token: string | null): Promise<ClientFeed> {
    return this.feeds.createForClient(uid, token);
  }

  /** Revoke it. */
  @Delete()
  @Public()
  @ApiSecurity('manageToken')
  @HttpCode(204)
  @ApiProblems('not_found')
  revoke(@Param('uid') uid: string, @ManageToken() token: string | null): Promise<void> {
    return this.feeds.revokeOfClient(uid, token);
  }
}
