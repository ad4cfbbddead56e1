import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { PublicEventTypePageDto, PublicExpertPageDto } from './event-type.dto';
import { EventTypesService } from './event-types.service';

@ApiTags('public pages')
@Public()
@Controller('experts/:handle')
export class PublicPagesController {
  constructor(private readonly eventTypes: EventTypesService) {}

  /** An expert's profile with what may be booked there. */
  @ApiProblems('not_found', 'rate_limited')
  @Get()
  profile(@Param('handle') handle: string): Promise<PublicExpertPageDto> {
    return this.eventTypes.publicProfile(handle);
  }

  /** One event type, also a hidden one. */
  @ApiProblems('not_found', 'event_type_inactive', 'rate_limited')
  @Get('event-types/:slug')
  eventType(@Param('handle') handle: string, @Param('slug') slug: string): Promise<PublicEventTypePageDto> {
    return this.eventTypes.publicPage(handle, slug);
  }
}
