import type {
  BecomeExpertRequest,
  ExpertNotifications,
  ExpertProfile,
  HourCycle,
  Language,
  ProfileLook,
  PublicExpert,
  UpdateExpertRequest,
  WeekStart,
} from '@expertbook/contracts';
import {
  HANDLE_PATTERN,
  HOUR_CYCLES,
  LANGUAGES,
  MAX_BIO_LENGTH,
  MAX_HANDLE_LENGTH,
  MAX_HEADLINE_LENGTH,
  MAX_NAME_LENGTH,
  PROFILE_LOOKS,
  WEEK_STARTS,
} from '@expertbook/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsObject, Matches, ValidateNested } from 'class-validator';
import { ChoiceField, FlagField, LineField, MayBeAbsent, TextField } from '../http/fields';
import { TimeZoneField } from '../http/time-fields';
import { AllowedSitesField } from './allowed-sites';
import { BrandColorField } from './brand-color';
import { PublicProfileDto, UpdateProfileDto } from './profile.dto';

/** The public data of an expert. */
export class PublicExpertDto implements PublicExpert {
  @ApiProperty({ example: 'ada' })
  handle: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;

  @ApiProperty({ example: 'Analytical engines, explained' })
  headline: string;

  @ApiProperty({
    example: 'I have been programming since 1843.',
    description:
      'With simple formatting: paragraphs, `## headings`, `- lists`, `**bold**`, `_italic_`, links.',
  })
  bio: string;

  /** IANA time zone of the expert. */
  @ApiProperty({ example: 'Europe/London' })
  timeZone: string;

  @ApiProperty({ type: String, nullable: true, description: 'Another address after each upload.' })
  photoUrl: string | null;

  @ApiProperty({ type: String, nullable: true, example: '#2f6b4f' })
  brandColor: string | null;

  @ApiProperty({ enum: PROFILE_LOOKS, example: 'classic', description: 'Of the public pages.' })
  look: ProfileLook;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  language: Language;
}

class ExpertNotificationsDto implements ExpertNotifications {
  booked: boolean;
  cancelled: boolean;
  rescheduled: boolean;
}

export class ExpertProfileDto
  extends IntersectionType(PublicExpertDto, PublicProfileDto)
  implements ExpertProfile
{
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f901' })
  id: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    example: '2027-01-06',
    description: 'Last day on which the note is shown; null = until it is taken away.',
  })
  noteUntil: string | null;

  /** Origins whose pages may embed the booking pages. */
  @ApiProperty({ type: [String], example: ['https://example.com'] })
  allowedSites: string[];

  /** Mails to the expert about actions of clients. */
  notifications: ExpertNotificationsDto;

  @ApiProperty({
    enum: HOUR_CYCLES,
    nullable: true,
    example: 'h12',
    description:
      'Of times of day in the portal and in your mails; null = as your language has it, in mails h23.',
  })
  hourCycle: HourCycle | null;

  @ApiProperty({
    type: 'integer',
    enum: WEEK_STARTS,
    nullable: true,
    example: 1,
    description: 'What weeks begin with in the portal, 0 = Sunday; null = as your language has it.',
  })
  weekStart: WeekStart | null;

  /** Previous handles that still redirect. */
  @ApiProperty({ type: [String], example: [] })
  previousHandles: string[];
}

function HandleField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      pattern: HANDLE_PATTERN,
      minLength: 3,
      maxLength: MAX_HANDLE_LENGTH,
      example: 'ada',
      description: 'Link name: the public page is `/<handle>`. Some words are reserved.',
    }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    Matches(new RegExp(HANDLE_PATTERN), {
      message: `$property must be 3 to ${MAX_HANDLE_LENGTH} lower case letters, digits and single hyphens.`,
      context: { code: 'is_slug' },
    }),
  );
}

export class BecomeExpertDto implements BecomeExpertRequest {
  @HandleField()
  handle: string;

  @LineField({
    max: MAX_NAME_LENGTH,
    optional: true,
    example: 'Ada Lovelace',
    description: "Shown to clients; the account's name when left out.",
  })
  name?: string;

  @LineField({ min: 0, max: MAX_HEADLINE_LENGTH, optional: true, example: 'Analytical engines, explained' })
  headline?: string;

  @TextField({
    max: MAX_BIO_LENGTH,
    optional: true,
    example: 'I have been programming since 1843.',
    description:
      'With simple formatting: paragraphs, `## headings`, `- lists`, `**bold**`, `_italic_`, `[links](https://…)`',
  })
  bio?: string;

  @TimeZoneField()
  timeZone: string;
}

class UpdateNotificationsDto implements Partial<ExpertNotifications> {
  @FlagField({ optional: true })
  booked?: boolean;

  @FlagField({ optional: true })
  cancelled?: boolean;

  @FlagField({ optional: true })
  rescheduled?: boolean;
}

/** Fields that are left out do not change. A new time zone does not change the hours of schedules. */
export class UpdateExpertDto
  extends IntersectionType(PartialType(BecomeExpertDto, { skipNullProperties: false }), UpdateProfileDto)
  implements UpdateExpertRequest
{
  @BrandColorField()
  brandColor?: string | null;

  @ChoiceField(PROFILE_LOOKS, { optional: true, description: 'Of the public pages' })
  look?: ProfileLook;

  @ChoiceField(LANGUAGES, {
    optional: true,
    description: 'Of your mails, and of the public pages where the browser accepts no language of the pages',
  })
  language?: Language;

  @ChoiceField(HOUR_CYCLES, {
    optional: true,
    nullable: true,
    example: 'h12',
    description:
      'Of times of day in the portal and in your mails; null = as your language has it, in mails h23.',
  })
  hourCycle?: HourCycle | null;

  @ChoiceField(WEEK_STARTS, {
    optional: true,
    nullable: true,
    description: 'What weeks begin with in the portal, 0 = Sunday; null = as your language has it.',
  })
  weekStart?: WeekStart | null;

  @AllowedSitesField()
  allowedSites?: string[];

  /** Fields that are left out do not change. */
  @ApiPropertyOptional({ type: UpdateNotificationsDto })
  @MayBeAbsent()
  @IsObject({ message: '$property must say which mails you want.' })
  @ValidateNested()
  @Type(() => UpdateNotificationsDto)
  notifications?: UpdateNotificationsDto;
}
