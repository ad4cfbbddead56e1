import { Inject, Injectable } from '@nestjs/common';
import type { RequestToAnswer } from '@expertbook/contracts';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { UNKNOWN_EVENT_TYPE } from '../event-types/event-type.mapper';
import { EventTypesService } from '../event-types/event-types.service';
import { labelledAnswers } from './answers';
import type { Requester } from './booking-access';
import { BookingAccess } from './booking-access';
import { BookingTransitions } from './booking-transitions';
import { toBooking } from './booking.mapper';
import { requestState } from './request-state';

/** Requests, as opened by the link in the expert's mail, without sign-in: each token is for one request. */
@Injectable()
export class RequestAnswers {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly moves: BookingTransitions,
    private readonly eventTypes: EventTypesService,
  ) {}

  /**
   * Content of the mail's link. Changes nothing. @throws DomainError `not_found` for unknown requests and tokens
   * alike
   */
  async view(uid: string, answerToken: string): Promise<RequestToAnswer> {
    const now = new Date();
    const found = await this.access.open(uid, askerWith(answerToken));
    const { booking, attendee } = found;
    const seen = toBooking(found, this.environment.publicUrl, now);
    const state = requestState(attendee, booking.start, now);
    const isOpen = state === 'open';
    const { questions } = isOpen ? await this.eventTypes.booked(booking.eventTypeId) : UNKNOWN_EVENT_TYPE;
    return {
      uid,
      state,
      title: booking.title,
      start: seen.start,
      end: seen.end,
      expert: seen.expert,
      request: isOpen ? seen : null,
      answers: labelledAnswers(questions, attendee.answers),
    };
  }

  /** @throws DomainError `not_found`, `illegal_transition`, `request_expired`, `busy_try_again` */
  async confirm(uid: string, answerToken: string): Promise<RequestToAnswer> {
    await this.moves.apply(uid, askerWith(answerToken), 'confirmed');
    return this.view(uid, answerToken);
  }

  /** @throws DomainError `not_found`, `illegal_transition`, `request_expired`, `busy_try_again` */
  async decline(uid: string, answerToken: string, reason: string | null): Promise<RequestToAnswer> {
    await this.moves.apply(uid, askerWith(answerToken), 'declined', reason);
    return this.view(uid, answerToken);
  }
}

function askerWith(answerToken: string): Requester {
  return { token: null, expert: null, answerToken };
}
