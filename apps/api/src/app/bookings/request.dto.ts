import type { Booking, RequestState, RequestToAnswer } from '@expertbook/contracts';
import { REQUEST_STATES } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { BookedExpertDto, BookingDto } from './booking-response.dto';
import { UID_EXAMPLE } from './booking.dto';

class LabelledAnswerDto {
  /** @example What should we talk about? */
  label: string;

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'boolean' }], example: 'Compilers' })
  value: string | boolean;
}

/** A request, as opened by the link in the expert's mail. */
export class RequestToAnswerDto implements RequestToAnswer {
  @ApiProperty({ example: UID_EXAMPLE })
  uid: string;

  @ApiProperty({
    enum: REQUEST_STATES,
    example: 'open',
    description: '`open` can be answered; the others are its outcome',
  })
  state: RequestState;

  /** @example Intro call */
  title: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T09:00:00+00:00' })
  start: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T09:30:00+00:00' })
  end: string;

  expert: BookedExpertDto;

  @ApiProperty({ type: BookingDto, nullable: true, description: 'Null once it is not open any more' })
  request: Booking | null;

  @ApiProperty({ type: [LabelledAnswerDto], description: 'Empty once it is not open any more' })
  answers: LabelledAnswerDto[];
}
