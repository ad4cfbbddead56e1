import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../http/client-network';
import { RateLimit } from '../http/rate-limit';
import { AskedLanguage } from '../languages/asked-language';
import { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { AuthService } from './auth.service';
import type { SessionUser, SignedInUser } from './current';
import { CurrentUser } from './current';
import { Public } from './public';
import { RefreshCookie } from './refresh-cookie';
import { SameOrigin } from './same-origin.guard';
import { UserAgent } from './user-agent';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookie: RefreshCookie,
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
    'origin_refused',
  )
  @Post('register')
  register(
    @Body() body: RegisterDto,
    @UserAgent() userAgent: string,
    @ClientNetwork() network: string,
    @AskedLanguage() language: Language | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.cookie.hand(reply, this.auth.register(body, { userAgent, network, language }));
  }

  /** Sign in. */
  @Public()
  @SameOrigin()
  @RateLimit('signIn')
  @HttpCode(200)
  @ApiProblems('validation_failed', 'invalid_credentials', 'origin_refused')
  @Post('login')
  login(
    @Body() body: LoginDto,
    @UserAgent() userAgent: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.cookie.hand(reply, this.auth.login(body, userAgent));
  }

  /** Trade the refresh cookie for a new access token and a new cookie. */
  @Public()
  @SameOrigin()
  @HttpCode(200)
  @ApiCookieAuth('refreshCookie')
  @ApiProblems('unauthenticated', 'origin_refused')
  @Post('refresh')
  refresh(
    @Req() request: FastifyRequest,
    @UserAgent() userAgent: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.cookie.hand(reply, this.auth.refresh(this.cookie.read(request), userAgent));
  }

  /** End the session of the refresh cookie, and of the access token if one comes along. Answers 204 without either, too. */
  @Public()
  @SameOrigin()
  @HttpCode(204)
  @ApiCookieAuth('refreshCookie')
  @ApiProblems('origin_refused')
  @Post('logout')
  logout(
    @Req() request: FastifyRequest,
    @CurrentUser() user: SessionUser | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.cookie.clear(reply, this.auth.logout(this.cookie.read(request), user));
  }

  /** Who is signed in. */
  @Header('Cache-Control', 'no-store')
  @ApiBearerAuth('accessToken')
  @ApiProblems('unauthenticated')
  @Get('me')
  me(@CurrentUser() { userId }: SignedInUser): Promise<MeDto> {
    return this.auth.me(userId);
  }
}
