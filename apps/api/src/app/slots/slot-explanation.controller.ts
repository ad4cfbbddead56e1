import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { SlotExplanation } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { SlotExplanationDto, SlotExplanationQueryDto } from './slot-explanation.dto';
import { SlotExplanationService } from './slot-explanation.service';

@ApiTags('slots')
@Controller('experts/:handle/event-types/:slug/slots/explain')
export class SlotExplanationController {
  constructor(private readonly explanations: SlotExplanationService) {}

  /**
   * Why a time of your own event type is not offered: the same codes as for a refused booking, most fundamental
   * first.
   */
  @Get()
  @ExpertRoute()
  @ApiOkResponse({ type: SlotExplanationDto })
  @ApiProblems('validation_failed', 'invalid_duration', 'not_found', 'event_type_inactive')
  explain(
    @CurrentExpert() expert: SignedInExpert,
    @Param('handle') handle: string,
    @Param('slug') slug: string,
    @Query() query: SlotExplanationQueryDto,
  ): Promise<SlotExplanation> {
    return this.explanations.explain(expert, handle, slug, query);
  }
}
