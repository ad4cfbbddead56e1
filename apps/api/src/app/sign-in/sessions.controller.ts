import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems';
import type { SessionUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { SignedInSessionDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@SignedInRoute()
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Your sessions; `current` marks the one of the access token. */
  @Get()
  list(@CurrentUser() { userId, session }: SessionUser): Promise<SignedInSessionDto[]> {
    return this.sessions.list(userId, session.id);
  }

  /** End all your other sessions. */
  @HttpCode(204)
  @Delete()
  endOthers(@CurrentUser() { userId, session }: SessionUser): Promise<void> {
    return this.sessions.endOthers(userId, session.id);
  }

  /** End a session: its tokens are invalid from the next request on, its sockets close within seconds. */
  @HttpCode(204)
  @ApiProblems('not_found')
  @Delete(':id')
  end(@CurrentUser() { userId }: SessionUser, @Param('id') id: string): Promise<void> {
    return this.sessions.end(userId, id);
  }
}
