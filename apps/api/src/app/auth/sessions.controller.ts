import { Controller, Delete, Get, Header, HttpCode, Param, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';
import type { SignedInUser } from './current';
import { CurrentUser } from './current';
import { RefreshCookie } from './refresh-cookie';
import { SignedInSessionDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@ApiBearerAuth('accessToken')
@Controller('auth/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookie: RefreshCookie,
  ) {}

  /** Where you are signed in; the refresh cookie tells which of them is here. */
  @Header('Cache-Control', 'no-store')
  @ApiProblems('unauthenticated')
  @Get()
  list(
    @CurrentUser() { userId }: SignedInUser,
    @Req() request: FastifyRequest,
  ): Promise<SignedInSessionDto[]> {
    return this.sessions.list(userId, this.cookie.read(request));
  }

  /** Sign out everywhere but here. */
  @HttpCode(204)
  @ApiProblems('unauthenticated')
  @Delete()
  endOthers(@CurrentUser() { userId }: SignedInUser, @Req() request: FastifyRequest): Promise<void> {
    return this.sessions.endOthers(userId, this.cookie.read(request));
  }

  /** Sign out there. Its access token ends by itself within minutes. */
  @HttpCode(204)
  @ApiProblems('not_found', 'unauthenticated')
  @Delete(':id')
  end(@CurrentUser() { userId }: SignedInUser, @Param('id') id: string): Promise<void> {
    return this.sessions.end(userId, id);
  }
}
