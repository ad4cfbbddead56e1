import { Body, Controller, Delete, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { SessionUser, SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { Public } from '../auth/public';
import { SameOrigin } from '../auth/same-origin.guard';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../network/client-network';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import { ChangeEmailDto, EmailStateDto, MailedTokenDto, StoppedEmailChangeDto } from './account-email.dto';
import { EmailChange } from './email-change.service';
import { EmailVerification } from './email-verification.service';

@ApiTags('auth')
@Controller('auth/email')
export class EmailChangeController {
  constructor(
    private readonly change: EmailChange,
    private readonly verification: EmailVerification,
  ) {}

  /** Your address, and the one you are changing to. */
  @Header('Cache-Control', 'no-store')
  @SignedInRoute()
  @Get()
  state(@CurrentUser() { userId }: SignedInUser): Promise<EmailStateDto> {
    return this.verification.state(userId);
  }

  /**
   * Change your email address. A link goes to the new one and a notice to the current one, which stays in force until
   * the link is opened. Where no mail leaves the server the change is made at once.
   */
  @RateLimit('signIn')
  @HttpCode(202)
  @SignedInRoute()
  @ApiProblems('validation_failed', 'invalid_credentials', 'email_taken', 'registration_closed')
  @Post()
  request(
    @CurrentUser() user: SessionUser,
    @Body() body: ChangeEmailDto,
    @ClientNetwork() network: string,
    @RequestedLanguage() language: Language | null,
  ): Promise<void> {
    return this.change.request(user, body, network, language);
  }

  /** Cancel a change that has not been confirmed. */
  @HttpCode(204)
  @SignedInRoute()
  @Delete('pending')
  cancel(@CurrentUser() { userId }: SignedInUser): Promise<void> {
    return this.change.cancel(userId);
  }

  /**
   * Report that a change was not yours, with the token of the mail to the earlier address: valid for seven days. The
   * account gets that address back, all sessions end, and a new password has to be chosen.
   */
  @Public()
  @SameOrigin()
  @RateLimit('signIn')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiProblems('validation_failed', 'link_expired')
  @Post('stop')
  stop(@Body() { token }: MailedTokenDto): Promise<StoppedEmailChangeDto> {
    return this.change.stop(token);
  }
}
