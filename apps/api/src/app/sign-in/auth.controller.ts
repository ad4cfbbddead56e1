import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { AuthService } from './auth.service';
import type { SessionUser, SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { DeviceCookie } from './device-cookie';
import { Public } from '../auth/public';
import { RefreshCookie } from './refresh-cookie';
import { SameOrigin } from '../auth/same-origin.guard';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookie: RefreshCookie,
    private readonly device: DeviceCookie,
  ) {}

  /** Create an account and sign in. */
  @Public()
  @SameOrigin()
  @RateLimit('signIn')
  @ApiProblems(
    'validation_failed',
    'email_taken',
    'registration_closed',
    'invitation_required',
    'link_expired',
    'link_used',
  )
  @Post('register')
  register(
    @Body() body: RegisterDto,
    @RequestedLanguage() language: Language | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const from = { ...this.device.browserOf(request), language };
    return this.cookie.hand(reply, this.auth.register(body, from));
  }

  /** Sign in. */
  @Public()
  @SameOrigin()
  @RateLimit('signIn')
  @HttpCode(200)
  @ApiProblems('validation_failed', 'invalid_credentials')
  @Post('login')
  login(
    @Body() body: LoginDto,
    @RequestedLanguage() language: Language | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.cookie.hand(reply, this.auth.login(body, this.device.browserOf(request), language));
  }

  /** Exchange the refresh cookie for a new access token and a new cookie. */
  @Public()
  @SameOrigin()
  @HttpCode(200)
  @ApiCookieAuth('refreshCookie')
  @ApiProblems('unauthenticated')
  @Post('refresh')
  refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const opening = this.auth.refresh(this.cookie.read(request), this.device.browserOf(request));
    return this.cookie.hand(reply, opening);
  }

  /**
   * End the session of the refresh cookie, and that of the access token if there is one. Responds with 204 without
   * either, too.
   */
  @Public()
  @SameOrigin()
  @HttpCode(204)
  @ApiCookieAuth('refreshCookie')
  @Post('logout')
  logout(
    @Req() request: FastifyRequest,
    @CurrentUser() user: SessionUser | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.cookie.clear(reply, this.auth.logout(this.cookie.read(request), user));
  }

  /** The signed-in user. */
  @SignedInRoute()
  @Get('me')
  me(@CurrentUser() { userId }: SignedInUser): Promise<MeDto> {
    return this.auth.me(userId);
  }
}
