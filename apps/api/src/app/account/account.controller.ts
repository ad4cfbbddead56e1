import { Body, Controller, Delete, Get, HttpCode, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { DeleteAccountDto } from './account.dto';
import { AccountDeletion } from './account-deletion.service';
import { AccountExport } from './account-export.service';
import type { SessionUser, SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { RecentSignIn } from '../auth/recent-sign-in';
import { RefreshCookie } from '../sign-in/refresh-cookie';

@ApiTags('auth')
@SignedInRoute()
@Controller('auth')
export class AccountController {
  constructor(
    private readonly exports: AccountExport,
    private readonly deletion: AccountDeletion,
    private readonly cookie: RefreshCookie,
  ) {}

  /** Everything stored about your account, as a JSON file: no password, no token. Needs a recent sign-in. */
  @RecentSignIn()
  @RateLimit('writes')
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @Get('export')
  async export(@CurrentUser() { userId }: SignedInUser): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.exports.of(userId)), {
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="expertbook.json"',
    });
  }

  /**
   * Delete your account. Future bookings are cancelled and their clients notified; your page, event types and
   * personal data are removed; clients keep the page of what they booked.
   */
  @RateLimit('signIn')
  @HttpCode(204)
  @ApiProblems('validation_failed', 'invalid_credentials')
  @Delete('me')
  delete(
    @CurrentUser() user: SessionUser,
    @Body() { password }: DeleteAccountDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.cookie.clear(reply, this.deletion.delete(user, password));
  }
}
