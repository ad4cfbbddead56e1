import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ConnectedCalendar, Connection, ExternalEvent } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { RateLimit } from '../http/rate-limit';
import {
  ConnectedCalendarDto,
  ConnectCalDavDto,
  ConnectIcsDto,
  ConnectionDto,
  ExternalEventDto,
  ExternalEventsQueryDto,
  UpdateConnectedCalendarDto,
  UpdateConnectionDto,
} from './connection.dto';
import { assertCalendarAddress } from './connect-error';
import { ConnectedCalendarsService } from './connected-calendars.service';
import { ConnectionsService } from './connections.service';

/** Of routes that read from a provider. */
const PROVIDER_PROBLEMS = ['address_not_reachable', 'provider_refused', 'calendar_unreadable'] as const;

@ApiTags('connections')
@ExpertRoute()
@Controller('connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly calendars: ConnectedCalendarsService,
  ) {}

  /** Your connected calendars, by account. */
  @Get()
  @ApiOkResponse({ type: [ConnectionDto] })
  @Header('Cache-Control', 'private, no-store')
  list(@CurrentExpert() { expertId }: SignedInExpert): Promise<Connection[]> {
    return this.connections.list(expertId);
  }

  /** Connect the address of a calendar file, and read it. Its events take your time from then on. */
  @Post('ics')
  @RateLimit('writes')
  @ApiCreatedResponse({ type: ConnectionDto })
  @ApiProblems('validation_failed', ...PROVIDER_PROBLEMS, 'connection_limit')
  connectIcs(
    @CurrentExpert() { expertId }: SignedInExpert,
    @Body() body: ConnectIcsDto,
  ): Promise<Connection> {
    assertCalendarAddress(body.address);
    return this.connections.connect(expertId, 'ics', { address: body.address }, body.name);
  }

  /** Connect a CalDAV account, and read its calendars. Their events take your time from then on. */
  @Post('caldav')
  @RateLimit('writes')
  @ApiCreatedResponse({ type: ConnectionDto })
  @ApiProblems('validation_failed', ...PROVIDER_PROBLEMS, 'connection_limit')
  connectCalDav(
    @CurrentExpert() { expertId }: SignedInExpert,
    @Body() { name, ...access }: ConnectCalDavDto,
  ): Promise<Connection> {
    return this.connections.connect(expertId, 'caldav', access, name);
  }

  /** Events of connected calendars that count as busy, of a stretch of at most 45 days. */
  @Get('events')
  @ApiOkResponse({ type: [ExternalEventDto] })
  @ApiProblems('validation_failed', 'invalid_range')
  @Header('Cache-Control', 'private, no-store')
  events(
    @CurrentExpert() expert: SignedInExpert,
    @Query() query: ExternalEventsQueryDto,
  ): Promise<ExternalEvent[]> {
    return this.calendars.eventsBetween(expert, query);
  }

  /** Rename a connection, or sign in with a new password. */
  @Patch(':id')
  @RateLimit('writes')
  @ApiOkResponse({ type: ConnectionDto })
  @ApiProblems('validation_failed', 'not_found', ...PROVIDER_PROBLEMS)
  update(
    @CurrentExpert() { expertId }: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @Body() body: UpdateConnectionDto,
  ): Promise<Connection> {
    return this.connections.update(expertId, id, body);
  }

  /** Read the calendars of a connection now. What failed stands at each calendar. */
  @Post(':id/sync')
  @HttpCode(200)
  @RateLimit('writes')
  @ApiOkResponse({ type: ConnectionDto })
  @ApiProblems('not_found')
  sync(@CurrentExpert() { expertId }: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<Connection> {
    return this.connections.readNow(expertId, id);
  }

  /** Choose what of a calendar takes your time. Open booking pages follow at once. */
  @Patch(':id/calendars/:calendarId')
  @ApiOkResponse({ type: ConnectedCalendarDto })
  @ApiProblems('validation_failed', 'not_found')
  updateCalendar(
    @CurrentExpert() { expertId }: SignedInExpert,
    @IdParam() connectionId: Types.ObjectId,
    @IdParam('calendarId') calendarId: Types.ObjectId,
    @Body() body: UpdateConnectedCalendarDto,
  ): Promise<ConnectedCalendar> {
    return this.calendars.update(expertId, { connectionId, calendarId }, body);
  }

  /** Disconnect. The times of its events are free again at once. */
  @Delete(':id')
  @HttpCode(204)
  @ApiProblems('not_found')
  remove(@CurrentExpert() { expertId }: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.connections.remove(expertId, id);
  }
}
