import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import type { SignedInExpert } from '../auth/current';
import { OptionalExpert, OptionalExpertRoute } from '../auth/current';
import type { AccessKey } from '../auth/access-key';
import { ApiAccessKey, RequestAccessKey } from '../auth/access-key';
import { PublicEventTypePageDto, PublicExpertPageDto } from './public-page.dto';
import { PublicPagesService } from './public-pages.service';

@ApiTags('public pages')
@Public()
@Controller('experts/:handle')
export class PublicPagesController {
  constructor(private readonly pages: PublicPagesService) {}

  /** An expert's profile with their listed event types. */
  @ApiProblems('not_found')
  @Get()
  profile(@Param('handle') handle: string): Promise<PublicExpertPageDto> {
    return this.pages.profile(handle);
  }

  /** One event type, also a hidden one; a private one with a valid key. */
  @ApiAccessKey()
  @ApiProblems('not_found', 'event_type_inactive', 'link_used', 'link_expired')
  @Get('event-types/:slug')
  @OptionalExpertRoute()
  eventType(
    @Param('handle') handle: string,
    @Param('slug') slug: string,
    @RequestAccessKey() key: AccessKey,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<PublicEventTypePageDto> {
    return this.pages.eventType(handle, slug, { ...key, expertId: expert?.expertId ?? null });
  }
}
