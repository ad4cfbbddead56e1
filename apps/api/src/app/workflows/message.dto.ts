import type {
  DefaultMessageTexts,
  EventTypeMessages,
  Language,
  MessageChannel,
  MessageRecipient,
  MessageText,
  MessageTrigger,
  ScheduledMessage,
} from '@expertbook/contracts';
import {
  MAX_MESSAGE_BODY_LENGTH,
  MAX_MESSAGE_MINUTES,
  MAX_MESSAGE_SUBJECT_LENGTH,
  MAX_MESSAGES,
  MESSAGE_CHANNELS,
  MESSAGE_RECIPIENTS,
  MESSAGE_TRIGGERS,
  SLUG_PATTERN,
} from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, Matches, MaxLength } from 'class-validator';
import { NestedObject, NestedObjects } from '../event-types/event-type-parts.dto';
import { ChoiceField, LineField, MayBeAbsent, MayBeNull, TextField, WholeNumberField } from '../http/fields';

const MAX_ID_LENGTH = 40;
const VARIABLES = 'May have the variables of the field list, such as {{client_name}}.';

/** A subject and a body with variables. */
export class MessageTextDto implements MessageText {
  @LineField({
    max: MAX_MESSAGE_SUBJECT_LENGTH,
    example: 'See you on {{date}}',
    description: VARIABLES,
  })
  subject: string;

  @TextField({
    max: MAX_MESSAGE_BODY_LENGTH,
    example: 'Hello {{client_name}}, please bring your last report.',
    description: `Plain text. ${VARIABLES}`,
  })
  body: string;
}

function TextOfLanguage(): PropertyDecorator {
  return (target, key) => {
    ApiPropertyOptional({ type: MessageTextDto })(target, key);
    MayBeAbsent()(target, key);
    NestedObject()(target, key);
    Type(() => MessageTextDto)(target, key);
  };
}

/** Own texts by language. */
export class MessageTextsDto implements Partial<Record<Language, MessageText>> {
  @TextOfLanguage()
  en?: MessageTextDto;

  @TextOfLanguage()
  de?: MessageTextDto;

  @TextOfLanguage()
  es?: MessageTextDto;

  @TextOfLanguage()
  ar?: MessageTextDto;
}

/** A reminder or follow-up. */
export class ScheduledMessageDto implements ScheduledMessage {
  @ApiProperty({
    example: 'day-before',
    pattern: SLUG_PATTERN,
    maxLength: MAX_ID_LENGTH,
    description: 'Stable: the message is sent once per booking and recipient.',
  })
  @Matches(new RegExp(SLUG_PATTERN), {
    message: '$property must be lower case letters, digits and single hyphens.',
    context: { code: 'is_slug' },
  })
  @MaxLength(MAX_ID_LENGTH, { message: `$property must have at most ${MAX_ID_LENGTH} characters.` })
  id: string;

  @ChoiceField(MESSAGE_TRIGGERS)
  trigger: MessageTrigger;

  @WholeNumberField({
    min: 0,
    max: MAX_MESSAGE_MINUTES,
    step: 5,
    example: 1440,
    description:
      'Minutes before the start, or after the booking or the end; 0 with `cancelled` and `no_show`, which are sent at once.',
  })
  minutes: number;

  @ChoiceField(MESSAGE_RECIPIENTS, { description: 'Each client, each of their guests, or you.' })
  recipient: MessageRecipient;

  @ChoiceField(MESSAGE_CHANNELS)
  channel: MessageChannel;

  @ApiProperty({
    type: MessageTextsDto,
    example: {},
    description: 'Own texts by language; recipients with another language get the default text in theirs.',
  })
  @NestedObject()
  @Type(() => MessageTextsDto)
  texts: MessageTextsDto;
}

/** The messages of an event type, in a request. */
export class UpdateMessagesDto {
  @ApiProperty({
    type: [ScheduledMessageDto],
    maxItems: MAX_MESSAGES,
    nullable: true,
    description: 'An empty list = none; null = the default.',
  })
  @MayBeNull()
  @IsArray({ message: '$property must be a list or null.' })
  @ArrayMaxSize(MAX_MESSAGES, { message: `There may be at most ${MAX_MESSAGES} messages.` })
  @NestedObjects('Each message must be an object.')
  @Type(() => ScheduledMessageDto)
  items: ScheduledMessageDto[] | null;
}

export class EventTypeMessagesDto implements EventTypeMessages {
  @ApiProperty({ type: [ScheduledMessageDto] })
  items: ScheduledMessageDto[];

  /** Whether you have not changed them */
  isDefault: boolean;
}

class LanguageTextsDto implements Record<Language, MessageText> {
  en: MessageTextDto;
  de: MessageTextDto;
  es: MessageTextDto;
  ar: MessageTextDto;
}

class ReaderTextsDto {
  client: LanguageTextsDto;
  expert: LanguageTextsDto;
}

/** The default texts, by trigger, reader and language. */
export class DefaultMessageTextsDto implements DefaultMessageTexts {
  before_start: ReaderTextsDto;
  after_booking: ReaderTextsDto;
  after_end: ReaderTextsDto;
  cancelled: ReaderTextsDto;
  no_show: ReaderTextsDto;
}
