import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import type { SessionUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { DeviceCookie } from './device-cookie';
import { ChangePasswordDto, ForgotPasswordDto, ResetPasswordDto } from './password.dto';
import { PasswordResets } from './password-resets.service';
import { PasswordService } from './password.service';
import { Public } from '../auth/public';
import { SameOrigin } from '../auth/same-origin.guard';

@ApiTags('auth')
@RateLimit('signIn')
@Controller('auth/password')
export class PasswordController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly resets: PasswordResets,
    private readonly device: DeviceCookie,
  ) {}

  /** Change the password and sign out everywhere else. The account's address gets a mail. */
  @HttpCode(204)
  @SignedInRoute()
  @ApiProblems('validation_failed', 'invalid_credentials')
  @Post()
  change(
    @CurrentUser() user: SessionUser,
    @Body() body: ChangePasswordDto,
    @RequestedLanguage() language: Language | null,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.change(user, body, this.device.browserOf(request), language);
  }

  /**
   * Request a mail with a link to choose a new password. The response is the same whether or not the address has an
   * account.
   */
  @Public()
  @SameOrigin()
  @HttpCode(202)
  @ApiProblems('validation_failed')
  @Post('forgot')
  forgot(
    @Body() { email }: ForgotPasswordDto,
    @RequestedLanguage() language: Language | null,
  ): Promise<void> {
    return this.resets.request(email, language);
  }

  /**
   * Choose a new password with the token of the mail: valid for one hour, single use. Signs out everywhere; the
   * account's address gets a mail.
   */
  @Public()
  @SameOrigin()
  @HttpCode(204)
  @ApiProblems('validation_failed', 'link_expired')
  @Post('reset')
  reset(
    @Body() body: ResetPasswordDto,
    @RequestedLanguage() language: Language | null,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.resets.reset(body, this.device.browserOf(request), language);
  }
}
