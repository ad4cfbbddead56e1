import { Body, Controller, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Language } from '@expertbook/contracts';
import type { SignedInExpert, SignedInUser } from '../auth/current';
import { CurrentExpert, CurrentUser, ExpertRoute, SignedInRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { RequestedLanguage } from '../languages/requested-language';
import { BecomeExpertDto, ExpertProfileDto, UpdateExpertDto } from './expert.dto';
import { ExpertsService } from './experts.service';

@ApiTags('experts')
@Controller('experts')
export class ExpertsController {
  constructor(private readonly experts: ExpertsService) {}

  /** Become an expert, with a page at `/<handle>` and default working hours. */
  @RateLimit('writes')
  @ApiProblems('validation_failed', 'handle_reserved', 'handle_taken', 'already_expert')
  @Post()
  @SignedInRoute()
  become(
    @CurrentUser() { userId }: SignedInUser,
    @Body() body: BecomeExpertDto,
    @RequestedLanguage() language: Language | null,
  ): Promise<ExpertProfileDto> {
    return this.experts.become(userId, body, language);
  }

  /** Change the profile. A new handle changes the page's address; the last ten handles redirect. */
  @ApiProblems('validation_failed', 'handle_reserved', 'handle_taken')
  @Patch('me')
  @ExpertRoute()
  update(
    @CurrentExpert() { expertId }: SignedInExpert,
    @Body() body: UpdateExpertDto,
  ): Promise<ExpertProfileDto> {
    return this.experts.update(expertId, body);
  }
}
