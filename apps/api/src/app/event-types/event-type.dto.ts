import type {
  BookingWindow,
  CreateEventTypeRequest,
  EventType,
  EventTypeIcon,
  EventTypeSettings,
  SlotView,
  UpdateEventTypeRequest,
} from '@expertbook/contracts';
import {
  EVENT_TYPE_ICONS,
  MAX_DESCRIPTION_LENGTH,
  MAX_GROUP_LENGTH,
  MAX_REDIRECT_URL_LENGTH,
  MAX_RESPONSE_HOURS,
  MAX_TITLE_LENGTH,
  SLOT_VIEWS,
  SLUG_PATTERN,
} from '@expertbook/contracts';
import { ApiProperty, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ColorField } from '../experts/brand-color';
import { ChoiceField, FlagField, LineField, MayBeNull, TextField, WholeNumberField } from '../http/fields';
import {
  BookingLimitsDto,
  BookingWindowField,
  EventLocationDto,
  NestedObject,
  QuestionDto,
} from './event-type-parts.dto';
import { DurationsField } from './durations-field';

const MAX_BUFFER = 720;
const MAX_QUESTIONS = 30;
const YEAR_MINUTES = 365 * 1440;
const DAY_MINUTES = 1440;

/** All settings of an event type. All minutes are multiples of 5. */
export class EventTypeSettingsDto implements EventTypeSettings {
  @ApiProperty({
    type: String,
    pattern: SLUG_PATTERN,
    maxLength: 60,
    example: 'intro-call',
    description: 'Second part of the link `/<handle>/<slug>`; one of a kind among your event types.',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @Matches(new RegExp(SLUG_PATTERN), {
    message: '$property must be 1 to 60 lower case letters, digits and single hyphens.',
    context: { code: 'is_slug' },
  })
  slug: string;

  @LineField({ max: MAX_TITLE_LENGTH, example: 'Intro call' })
  title: string;

  @TextField({ max: MAX_DESCRIPTION_LENGTH, example: 'A quick call to get to know each other.' })
  description: string;

  @DurationsField()
  durations: number[];

  @ApiProperty({ type: EventLocationDto, example: { kind: 'jitsi' } })
  @NestedObject()
  @Type(() => EventLocationDto)
  location: EventLocationDto;

  @WholeNumberField({
    min: 0,
    max: MAX_BUFFER,
    step: 5,
    example: 0,
    description: 'Minutes kept free before.',
  })
  bufferBefore: number;

  @WholeNumberField({
    min: 0,
    max: MAX_BUFFER,
    step: 5,
    example: 10,
    description: 'Minutes kept free after.',
  })
  bufferAfter: number;

  @WholeNumberField({
    min: 0,
    max: YEAR_MINUTES,
    step: 5,
    example: 120,
    description: 'Minutes between now and the earliest start a client may book.',
  })
  minimumNotice: number;

  @BookingWindowField()
  window: BookingWindow;

  @WholeNumberField({
    min: 5,
    max: DAY_MINUTES,
    step: 5,
    nullable: true,
    example: 30,
    description: 'Minutes between starts; null = the duration, at most 30.',
  })
  slotInterval: number | null;

  @ApiProperty({ type: BookingLimitsDto })
  @NestedObject()
  @Type(() => BookingLimitsDto)
  limits: BookingLimitsDto;

  @ApiProperty({ type: [QuestionDto], maxItems: MAX_QUESTIONS })
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_QUESTIONS, { message: `There may be at most ${MAX_QUESTIONS} questions.` })
  @ValidateNested({ each: true, message: 'Each question must be an object.' })
  @Type(() => QuestionDto)
  questions: QuestionDto[];

  @FlagField({ example: false, description: 'Bookings wait for your yes; their time is taken meanwhile.' })
  requiresConfirmation: boolean;

  @WholeNumberField({
    min: 1,
    max: MAX_RESPONSE_HOURS,
    example: 48,
    description:
      'Hours you have to respond to a request; less where the minimum notice before its start comes sooner. Then it is declined and its time is free.',
  })
  responseHours: number;

  @FlagField({
    example: false,
    description:
      'Clients always confirm their email address with a code before they book. Without it, only for addresses with many bookings.',
  })
  requiresEmailCode: boolean;

  @WholeNumberField({ min: 1, max: 1000, example: 1, description: 'Places in a session; 1 = one-to-one.' })
  seats: number;

  @FlagField({
    example: true,
    description: 'Clients may invite guests by email. Group sessions take none in any case.',
  })
  guestsAllowed: boolean;

  @ChoiceField(SLOT_VIEWS, {
    description:
      'How the booking page shows free times until the client chooses: a month calendar, seven days side by side, or a list of the next free times.',
  })
  defaultView: SlotView;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'One of your schedules; null = your default one.',
  })
  @MayBeNull()
  @IsString({ message: '$property must be the id of a schedule or null.' })
  scheduleId: string | null;

  @FlagField({ example: false, description: 'Not listed on the profile, bookable by its link.' })
  hidden: boolean;

  @FlagField({ example: false, description: 'Only bookable through a link with a secret.' })
  private: boolean;

  @FlagField({ example: true, description: 'False: neither listed nor bookable.' })
  active: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: MAX_REDIRECT_URL_LENGTH,
    example: null,
    description:
      "The https address the client's browser goes to after booking; null = the confirmation page.",
  })
  @MayBeNull()
  @IsString({ message: '$property must be an address or null.' })
  @MaxLength(MAX_REDIRECT_URL_LENGTH, {
    message: `$property must have at most ${MAX_REDIRECT_URL_LENGTH} characters.`,
  })
  redirectUrl: string | null;

  @ColorField({
    description: 'Of its mark on the profile and in the portal; null = your own colour.',
  })
  color: string | null;

  @ChoiceField(EVENT_TYPE_ICONS, { nullable: true, description: 'Picture of its mark; null = none.' })
  icon: EventTypeIcon | null;

  @LineField({
    min: 0,
    max: MAX_GROUP_LENGTH,
    example: 'Consultations',
    description: 'Heading under which the profile lists it; empty = none.',
  })
  group: string;

  @FlagField({
    example: false,
    description: 'Listed first and larger on the profile; takes the place of the one that was before.',
  })
  featured: boolean;
}

/** Title, slug and durations are required; all other fields have defaults. */
export class CreateEventTypeDto
  extends IntersectionType(
    PickType(EventTypeSettingsDto, ['slug', 'title', 'durations']),
    PartialType(OmitType(EventTypeSettingsDto, ['slug', 'title', 'durations']), {
      skipNullProperties: false,
    }),
  )
  implements CreateEventTypeRequest {}

/** Fields that are left out do not change; objects and lists are replaced as a whole. */
export class UpdateEventTypeDto
  extends PartialType(EventTypeSettingsDto, { skipNullProperties: false })
  implements UpdateEventTypeRequest {}

export class EventTypeDto extends EventTypeSettingsDto implements EventType {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f903' })
  id: string;

  /** The shareable page. */
  @ApiProperty({ format: 'uri', example: 'https://book.example.com/ada/intro-call' })
  link: string;
}
