import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { RequestToAnswer } from '@expertbook/contracts';
import { ApiProblems } from '../http/api-problems';
import { AnswerRoute, AnswerToken } from './answer-token';
import { CancelBookingDto } from './booking.dto';
import { RequestAnswers } from './request-answers.service';
import { RequestToAnswerDto } from './request.dto';

@ApiTags('bookings')
@Controller('requests/:uid')
export class RequestsController {
  constructor(private readonly answers: RequestAnswers) {}

  /** A request, for the reader of the mail about it. Changes nothing. */
  @Get()
  @AnswerRoute()
  @ApiOkResponse({ type: RequestToAnswerDto })
  @ApiProblems('not_found')
  @Header('Cache-Control', 'private, no-store')
  view(@Param('uid') uid: string, @AnswerToken() token: string): Promise<RequestToAnswer> {
    return this.answers.view(uid, token);
  }

  /** Confirms a request with the token of the mail about it. */
  @Post('confirm')
  @AnswerRoute()
  @HttpCode(200)
  @ApiOkResponse({ type: RequestToAnswerDto })
  @ApiProblems('not_found', 'illegal_transition', 'request_expired')
  confirm(@Param('uid') uid: string, @AnswerToken() token: string): Promise<RequestToAnswer> {
    return this.answers.confirm(uid, token);
  }

  /** Declines a request with the token of the mail about it, and frees its time. */
  @Post('decline')
  @AnswerRoute()
  @HttpCode(200)
  @ApiOkResponse({ type: RequestToAnswerDto })
  @ApiProblems('not_found', 'illegal_transition', 'request_expired', 'validation_failed')
  decline(
    @Param('uid') uid: string,
    @AnswerToken() token: string,
    @Body() { reason }: CancelBookingDto,
  ): Promise<RequestToAnswer> {
    return this.answers.decline(uid, token, reason || null);
  }
}
