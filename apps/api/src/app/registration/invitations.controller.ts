import { Body, Controller, Delete, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Types } from 'mongoose';
import type { SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { RateLimit } from '../http/rate-limit';
import { Invitations } from './invitations.service';
import { CreatedInvitationDto, CreateInvitationDto, InvitationDto } from './registration.dto';

@ApiTags('invitations')
@SignedInRoute()
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  /** Invite a person to open an account, once and within two weeks. For the owner of the installation. */
  @RateLimit('writes')
  @Header('Cache-Control', 'no-store')
  @ApiProblems('validation_failed', 'forbidden')
  @Post()
  create(
    @CurrentUser() { userId }: SignedInUser,
    @Body() { email }: CreateInvitationDto,
  ): Promise<CreatedInvitationDto> {
    return this.invitations.create(userId, email ?? null);
  }

  /** All invitations, newest first; ended ones for another 30 days. */
  @Header('Cache-Control', 'no-store')
  @ApiProblems('forbidden')
  @Get()
  list(@CurrentUser() { userId }: SignedInUser): Promise<InvitationDto[]> {
    return this.invitations.list(userId);
  }

  /** Revoke an invitation that has not been used. */
  @HttpCode(204)
  @ApiProblems('not_found', 'forbidden')
  @Delete(':id')
  revoke(@CurrentUser() { userId }: SignedInUser, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.invitations.revoke(userId, id);
  }
}
