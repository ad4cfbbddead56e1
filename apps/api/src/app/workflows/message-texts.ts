import type {
  DefaultMessageTexts,
  Language,
  MessageRecipient,
  MessageText,
  MessageTrigger,
  ScheduledMessage,
} from '@expertbook/contracts';
import { LANGUAGES, MESSAGE_TRIGGERS, MESSAGE_VARIABLES } from '@expertbook/contracts';
import type { KeyOf, Translate } from '../languages/message-catalog';
import { MessageCatalog } from '../languages/message-catalog';
import ar from './texts/ar.json';
import de from './texts/de.json';
import en from './texts/en.json';
import es from './texts/es.json';

/** Keys of the texts in `texts/`. */
export type WorkflowKey = KeyOf<keyof typeof en>;
type Audience = 'client' | 'expert';

const TEXTS = MessageCatalog.of<WorkflowKey>((language) => ({ ar, de, en, es })[language]);
/** Keeps every variable as it is written. */
const UNFILLED = Object.fromEntries(MESSAGE_VARIABLES.map((name) => [name, `{{${name}}}`]));

/** The texts around messages, in one language; English for a language that this version does not have. */
export function workflowTexts(language: Language): Translate<WorkflowKey> {
  return TEXTS.in(LANGUAGES.includes(language) ? language : 'en');
}

/** The product's own texts for every kind of message. */
export function defaultTexts(): DefaultMessageTexts {
  const texts = MESSAGE_TRIGGERS.map((trigger) => [
    trigger,
    { client: inAllLanguages(trigger, 'client'), expert: inAllLanguages(trigger, 'expert') },
  ]);
  return Object.fromEntries(texts) as DefaultMessageTexts;
}

/** The text of a message in the reader's language: the expert's own, otherwise the product's. */
export function messageText(
  { trigger, recipient, texts }: Pick<ScheduledMessage, 'trigger' | 'recipient' | 'texts'>,
  language: Language,
): MessageText {
  return texts[language] ?? defaultText(trigger, audienceOf(recipient), language);
}

function audienceOf(recipient: MessageRecipient): Audience {
  return recipient === 'expert' ? 'expert' : 'client';
}

function inAllLanguages(trigger: MessageTrigger, audience: Audience): Record<Language, MessageText> {
  const texts = LANGUAGES.map((language) => [language, defaultText(trigger, audience, language)]);
  return Object.fromEntries(texts) as Record<Language, MessageText>;
}

function defaultText(trigger: MessageTrigger, audience: Audience, language: Language): MessageText {
  const translate = workflowTexts(language);
  return {
    subject: translate(`${trigger}.${audience}.subject`, UNFILLED),
    body: translate(`${trigger}.${audience}.body`, UNFILLED),
  };
}
