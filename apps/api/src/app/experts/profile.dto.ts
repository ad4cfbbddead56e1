import type { OwnProfile, ProfileLink, PublicProfile, SpokenLanguage } from '@expertbook/contracts';
import {
  MAX_LINK_LABEL_LENGTH,
  MAX_LINK_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_PLACE_LENGTH,
  MAX_PROFILE_LINKS,
  MAX_SPOKEN_LANGUAGES,
  SPOKEN_LANGUAGES,
} from '@expertbook/contracts';
import { isHttpsLink } from '@expertbook/presentation';
import { localDateAt } from '@expertbook/scheduling';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { LineField, MayBeAbsent, TextField } from '../http/fields';
import { LocalDateField } from '../http/time-fields';
import type { Expert } from '../offerings/expert.schema';

/** A page of the expert on another site. */
export class ProfileLinkDto implements ProfileLink {
  @LineField({
    max: MAX_LINK_LENGTH,
    example: 'https://mastodon.social/@ada',
    description: 'An https address',
  })
  @ValidateBy(
    {
      name: 'isHttpsLink',
      validator: {
        validate: (value) => typeof value === 'string' && isHttpsLink(value) && URL.canParse(value),
        defaultMessage: () => '$property must be an https address such as https://example.com.',
      },
    },
    { context: { code: 'invalid_link' } },
  )
  url: string;

  @LineField({
    min: 0,
    max: MAX_LINK_LABEL_LENGTH,
    example: '',
    description: 'Empty = the name of the service, or the address.',
  })
  label: string;
}

/** The parts of a profile besides name, photo and headline. */
export class PublicProfileDto implements PublicProfile {
  @ApiProperty({
    type: String,
    nullable: true,
    description: '1920 x 480; another address after each upload.',
  })
  coverUrl: string | null;

  /** Location of the expert, as they typed it. */
  @ApiProperty({ example: 'London' })
  place: string;

  @ApiProperty({ enum: SPOKEN_LANGUAGES, isArray: true, example: ['en', 'fr'] })
  spokenLanguages: SpokenLanguage[];

  @ApiProperty({ type: [ProfileLinkDto] })
  links: ProfileLinkDto[];

  @ApiProperty({
    example: 'Back on 7 January.',
    description: 'Above the list of event types; empty without one and after its last day.',
  })
  note: string;
}

/** The parts of the profile in a request. Fields that are left out do not change; lists are replaced as a whole. */
export class UpdateProfileDto implements Partial<Omit<OwnProfile, 'coverUrl'>> {
  @LineField({ min: 0, max: MAX_PLACE_LENGTH, optional: true, example: 'London' })
  place?: string;

  @ApiPropertyOptional({
    enum: SPOKEN_LANGUAGES,
    isArray: true,
    maxItems: MAX_SPOKEN_LANGUAGES,
    example: ['en', 'fr'],
  })
  @MayBeAbsent()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_SPOKEN_LANGUAGES, {
    message: `There may be at most ${MAX_SPOKEN_LANGUAGES} languages.`,
  })
  @ArrayUnique({ message: 'Name each language once.' })
  @IsIn([...SPOKEN_LANGUAGES], { each: true, message: 'Each language must be a code such as en.' })
  spokenLanguages?: SpokenLanguage[];

  @ApiPropertyOptional({ type: [ProfileLinkDto], maxItems: MAX_PROFILE_LINKS })
  @MayBeAbsent()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_PROFILE_LINKS, { message: `There may be at most ${MAX_PROFILE_LINKS} links.` })
  @ValidateNested({ each: true, message: 'Each link must be an object.' })
  @Type(() => ProfileLinkDto)
  links?: ProfileLinkDto[];

  @TextField({
    max: MAX_NOTE_LENGTH,
    optional: true,
    example: 'Back on 7 January.',
    description: 'Above the list of event types',
  })
  note?: string;

  @LocalDateField({
    example: '2027-01-06',
    description: 'Last day on which the note is shown, in your time zone; null = until you take it away.',
  })
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  noteUntil?: string | null;
}

/** The public view. @param now epoch milliseconds */
export function toPublicProfile(expert: Expert, publicUrl: string, now: number): PublicProfileDto {
  const { handle, coverVersion, timeZone, note = '', noteUntil } = expert;
  return {
    coverUrl: coverVersion ? `${publicUrl}/api/v1/experts/${handle}/cover?v=${coverVersion}` : null,
    place: expert.place ?? '',
    spokenLanguages: expert.spokenLanguages ?? [],
    links: expert.links ?? [],
    note: noteUntil && localDateAt(timeZone, now) > noteUntil ? '' : note,
  };
}

/** The expert's own view: it includes an expired note. */
export function toOwnProfile(expert: Expert, publicUrl: string): OwnProfile {
  return {
    ...toPublicProfile(expert, publicUrl, 0),
    note: expert.note ?? '',
    noteUntil: expert.noteUntil ?? null,
  };
}
