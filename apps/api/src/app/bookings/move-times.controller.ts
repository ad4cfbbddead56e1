import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { SlotsResponse } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { OptionalExpert, OptionalExpertRoute } from '../auth/current';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { SlotsDto } from '../slots/slots.dto';
import { ManageToken } from './manage-token';
import { MoveTimesQueryDto } from './move-times.dto';
import { RescheduleOptions } from './reschedule-options.service';

@ApiTags('bookings')
@Controller('bookings/:uid/slots')
export class MoveTimesController {
  constructor(private readonly times: RescheduleOptions) {}

  /**
   * Free starts to reschedule a booking to, for a client with its manage token or for its expert, who can also
   * reschedule what clients can no longer book. The booking's own time counts as free.
   */
  @Get()
  @Public()
  @OptionalExpertRoute()
  @ApiOperation({ operationId: 'Bookings_moveTimes' })
  @ApiSecurity('manageToken')
  @ApiBearerAuth('accessToken')
  @ApiOkResponse({ type: SlotsDto })
  @ApiProblems(
    'validation_failed',
    'invalid_range',
    'invalid_duration',
    'not_found',
    'event_type_inactive',
    'illegal_transition',
  )
  @Header('Cache-Control', 'private, no-store')
  list(
    @Param('uid') uid: string,
    @Query() query: MoveTimesQueryDto,
    @ManageToken() token: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<SlotsResponse> {
    return this.times.list(uid, { token, expert }, query);
  }
}
