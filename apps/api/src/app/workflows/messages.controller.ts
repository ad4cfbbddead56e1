import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { DefaultMessageTexts, EventTypeMessages } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { RateLimit } from '../http/rate-limit';
import { DefaultMessageTextsDto, EventTypeMessagesDto, UpdateMessagesDto } from './message.dto';
import { MessageSettings } from './message-settings.service';
import { defaultTexts } from './message-texts';

@ApiTags('reminders')
@ExpertRoute()
@Controller()
export class MessagesController {
  constructor(private readonly settings: MessageSettings) {}

  /** The reminders and follow-ups of an event type. */
  @Get('event-types/:id/messages')
  @ApiOkResponse({ type: EventTypeMessagesDto })
  @ApiProblems('not_found', 'unauthenticated', 'not_expert')
  get(@CurrentExpert() expert: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<EventTypeMessages> {
    return this.settings.get(expert, id);
  }

  /** Replace them. Coming bookings get the new ones; nothing is sent for times that have passed. */
  @Put('event-types/:id/messages')
  @RateLimit('writes')
  @ApiOkResponse({ type: EventTypeMessagesDto })
  @ApiProblems('validation_failed', 'not_found', 'unauthenticated', 'not_expert')
  put(
    @CurrentExpert() expert: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @Body() { items }: UpdateMessagesDto,
  ): Promise<EventTypeMessages> {
    return this.settings.put(expert, id, items);
  }

  /** The default texts in every language. */
  @Get('message-texts')
  @ApiOkResponse({ type: DefaultMessageTextsDto })
  @ApiProblems('unauthenticated', 'not_expert')
  texts(): DefaultMessageTexts {
    return defaultTexts();
  }
}
