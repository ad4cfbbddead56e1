import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { EmailCodeSent, Language } from '@expertbook/contracts';
import { LINK_TOKEN_HEADER } from '@expertbook/contracts';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../network/client-network';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import { RequestAccessKey } from '../auth/access-key';
import type { AccessKey } from '../auth/access-key';
import { EmailCodeRequestDto, EmailCodeSentDto } from './email-code.dto';
import { EmailCodes } from './email-codes.service';

@ApiTags('bookings')
@Controller('bookings/email-codes')
export class EmailCodesController {
  constructor(private readonly codes: EmailCodes) {}

  /** Sends a code of six digits to an address, at most one an hour. The response is the same for every address. */
  @Post()
  @Public()
  @RateLimit('writes')
  @HttpCode(202)
  @ApiHeader({ name: LINK_TOKEN_HEADER, required: false, description: 'The secret of a booking link' })
  @ApiAcceptedResponse({ type: EmailCodeSentDto })
  @ApiProblems('validation_failed', 'not_found', 'event_type_inactive', 'link_used', 'link_expired')
  send(
    @Body() { email, eventTypeId, language }: EmailCodeRequestDto,
    @RequestAccessKey() { linkToken }: AccessKey,
    @ClientNetwork() network: string,
    @RequestedLanguage() requested: Language | null,
  ): Promise<EmailCodeSent> {
    return this.codes.send({ email, eventTypeId, network, linkToken, language: language ?? requested });
  }
}
