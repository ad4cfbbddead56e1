import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { Public } from '../auth/public';
import { SameOrigin } from '../auth/same-origin.guard';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import { EmailStateDto, MailedTokenDto, VerifyEmailDto } from './account-email.dto';
import { EmailVerification } from './email-verification.service';

@ApiTags('auth')
@RateLimit('signIn')
@Controller('auth/verify-email')
export class EmailVerificationController {
  constructor(private readonly verification: EmailVerification) {}

  /**
   * Confirm an email address with the token of the mail: the one you registered with, or the one you are changing to.
   * Signed in to the account, or with its password. Unverified accounts with the same address end.
   */
  @Public()
  @SameOrigin()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiProblems('validation_failed', 'invalid_credentials', 'link_expired', 'registration_closed')
  @Post()
  verify(
    @Body() body: VerifyEmailDto,
    @CurrentUser() user: SignedInUser | null,
    @RequestedLanguage() language: Language | null,
  ): Promise<EmailStateDto> {
    return this.verification.verify(body, user?.userId ?? null, language);
  }

  /** Report that this was not you: an unverified account is removed, a change of address is cancelled. */
  @Public()
  @SameOrigin()
  @HttpCode(204)
  @ApiProblems('validation_failed', 'link_expired')
  @Post('decline')
  decline(@Body() { token }: MailedTokenDto): Promise<void> {
    return this.verification.decline(token);
  }

  /** Mail the link again. Does nothing when there is nothing to confirm. */
  @HttpCode(202)
  @SignedInRoute()
  @Post('resend')
  resend(
    @CurrentUser() { userId }: SignedInUser,
    @RequestedLanguage() language: Language | null,
  ): Promise<void> {
    return this.verification.resend(userId, language);
  }
}
