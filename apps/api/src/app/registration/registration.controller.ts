import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { Invitations } from './invitations.service';
import { RegistrationInfoDto, ShowInvitationDto, ShownInvitationDto } from './registration.dto';
import { RegistrationRules } from './registration.service';

@ApiTags('auth')
@Public()
@Controller('auth/registration')
export class RegistrationController {
  constructor(
    private readonly rules: RegistrationRules,
    private readonly invitations: Invitations,
  ) {}

  /** Who may open an account on this installation. */
  @Header('Cache-Control', 'no-store')
  @Get()
  info(): Promise<RegistrationInfoDto> {
    return this.rules.info();
  }

  /** The public part of an invitation. */
  @RateLimit('signIn')
  @HttpCode(200)
  @ApiProblems('validation_failed', 'link_expired', 'link_used')
  @Post('invitation')
  async show(@Body() { invitation }: ShowInvitationDto): Promise<ShownInvitationDto> {
    const { email } = await this.invitations.find(invitation);
    return { email };
  }
}
