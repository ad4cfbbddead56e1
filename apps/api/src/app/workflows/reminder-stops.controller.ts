import type { ExecutionContext } from '@nestjs/common';
import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Redirect,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ReminderStop } from '@expertbook/contracts';
import { REMINDER_TOKEN_HEADER } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/public';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { ReminderStopDto, UpdateReminderStopDto } from './reminder-stop.dto';
import { ReminderStops } from './reminder-stops.service';

/** The token of the link in a reminder; empty where there is none, which is no token. */
const ReminderToken = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const header = headers[REMINDER_TOKEN_HEADER.toLowerCase()];
  return typeof header === 'string' ? header : '';
});

const TOKEN_HEADER = {
  name: REMINDER_TOKEN_HEADER,
  required: true,
  description: 'Of the link in the reminder',
};

@ApiTags('reminders')
@Public()
@RateLimit('writes')
@Controller('reminder-stops')
export class ReminderStopsController {
  constructor(
    private readonly stops: ReminderStops,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Whose reminders a link is about, and whether they are stopped. Changes nothing. */
  @Get()
  @ApiHeader(TOKEN_HEADER)
  @ApiOkResponse({ type: ReminderStopDto })
  @ApiProblems('not_found')
  view(@ReminderToken() token: string): Promise<ReminderStop> {
    return this.stops.view(token);
  }

  /** Stop reminders of this expert to this address, or start them again. Other mails about bookings are not affected. */
  @Put()
  @ApiHeader(TOKEN_HEADER)
  @ApiOkResponse({ type: ReminderStopDto })
  @ApiProblems('not_found', 'validation_failed')
  set(@ReminderToken() token: string, @Body() { isStopped }: UpdateReminderStopDto): Promise<ReminderStop> {
    return this.stops.set(token, isStopped);
  }

  /** The address in `List-Unsubscribe`, for mail programs: a POST stops the reminders (RFC 8058). */
  @Post(':token')
  @HttpCode(200)
  @ApiOkResponse({ type: ReminderStopDto })
  @ApiProblems('not_found')
  stop(@Param('token') token: string): Promise<ReminderStop> {
    return this.stops.set(token, true);
  }

  /** The same address in a browser: leads to the page where reminders are stopped. Changes nothing. */
  @Get(':token')
  @Redirect()
  @ApiResponse({ status: 303, description: 'To the page' })
  @ApiProblems('not_found')
  open(@Param('token') token: string): { url: string; statusCode: number } {
    this.stops.assertToken(token);
    const { publicUrl } = this.environment;
    return { url: `${publicUrl}/account/reminders#token=${encodeURIComponent(token)}`, statusCode: 303 };
  }
}
