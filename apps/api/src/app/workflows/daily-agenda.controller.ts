import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { DailyAgenda } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { WholeNumberField } from '../http/fields';
import { RateLimit } from '../http/rate-limit';
import { DailyAgendas } from './daily-agenda.service';

export class DailyAgendaDto implements DailyAgenda {
  @WholeNumberField({
    min: 0,
    max: 23,
    nullable: true,
    example: 7,
    description: 'Hour of the day in your time zone; null = no agenda.',
  })
  hour: number | null;
}

@ApiTags('reminders')
@ExpertRoute()
@Controller('daily-agenda')
export class DailyAgendaController {
  constructor(private readonly agendas: DailyAgendas) {}

  /** Whether you get a mail with the bookings of the day, and when. */
  @Get()
  @ApiOkResponse({ type: DailyAgendaDto })
  @ApiProblems('unauthenticated', 'not_expert')
  get(@CurrentExpert() { expertId }: SignedInExpert): Promise<DailyAgenda> {
    return this.agendas.get(expertId);
  }

  /** Switch it on at an hour, or off. Days without bookings have no mail. */
  @Put()
  @RateLimit('writes')
  @ApiOkResponse({ type: DailyAgendaDto })
  @ApiProblems('validation_failed', 'unauthenticated', 'not_expert')
  put(@CurrentExpert() expert: SignedInExpert, @Body() { hour }: DailyAgendaDto): Promise<DailyAgenda> {
    return this.agendas.put(expert, { hour });
  }
}
