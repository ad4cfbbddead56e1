import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import type { SessionUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { ReauthenticateDto } from './password.dto';
import { PasswordService } from './password.service';

@ApiTags('auth')
@SignedInRoute()
@Controller('auth/reauthenticate')
export class ReauthenticationController {
  constructor(private readonly passwords: PasswordService) {}

  /**
   * Enter the password once more. For ten minutes this session may then use routes that require it (403
   * `reauthentication_required`).
   */
  @RateLimit('signIn')
  @HttpCode(204)
  @ApiProblems('validation_failed', 'invalid_credentials')
  @Post()
  reauthenticate(
    @CurrentUser() { userId, session }: SessionUser,
    @Body() { password }: ReauthenticateDto,
  ): Promise<void> {
    return this.passwords.reauthenticate(userId, password, session.id);
  }
}
