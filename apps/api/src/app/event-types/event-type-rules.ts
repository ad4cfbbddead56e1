import type { EventLocation, EventTypeSettings, FieldError, Question } from '@expertbook/contracts';
import { RESERVED_QUESTION_IDS } from '@expertbook/contracts';
import { validateRules } from '@expertbook/scheduling';

/**
 * Errors between fields of an event type that are valid on their own; empty when there are none. Paths are those of
 * the request body (`questions.1.options`).
 */
export function checkEventType(settings: EventTypeSettings): FieldError[] {
  return [
    ...checkLocation(settings.location),
    ...checkRules(settings),
    ...checkQuestions(settings.questions),
    ...checkRedirect(settings.redirectUrl),
  ];
}

/** The required format of `value`, for the kinds that have one. */
const VALUE_OF_KIND = {
  link: { fits: isHttps, message: 'The link must be an https address.' },
  phone: { fits: isPhone, message: 'The phone number must have 5 to 20 digits, such as +44 20 7946 0000.' },
  in_person: { fits: (value: string) => value.length > 0, message: 'The address must not be empty.' },
} as const satisfies Partial<
  Record<EventLocation['kind'], { fits: (value: string) => boolean; message: string }>
>;

function checkLocation({ kind, value }: EventLocation): FieldError[] {
  const field = 'location.value';
  if (kind === 'link' || kind === 'phone' || kind === 'in_person') {
    const { fits, message } = VALUE_OF_KIND[kind];
    return fits(value ?? '') ? [] : [{ field, code: `invalid_${kind}`, message }];
  }
  if (value === undefined) return [];
  return [
    { field, code: 'not_used', message: 'This kind of place makes its own link: leave the value out.' },
  ];
}

/** Rules that the slot engine would reject, for each duration. */
function checkRules(settings: EventTypeSettings): FieldError[] {
  return settings.durations.flatMap((duration, i) =>
    validateRules({ ...settings, duration })
      .filter(({ field }) => i === 0 || field === 'duration')
      .map(({ field, ...problem }) => ({
        field: field === 'duration' ? `durations.${i}` : field,
        ...problem,
      })),
  );
}

function checkQuestions(questions: readonly Question[]): FieldError[] {
  return questions.flatMap(({ id, kind, options }, i) => {
    const at = `questions.${i}`;
    const errors: FieldError[] = [];
    if (questions.findIndex((question) => question.id === id) < i) {
      errors.push({ field: `${at}.id`, code: 'duplicate', message: `Two questions have the id "${id}".` });
    }
    if (RESERVED_QUESTION_IDS.includes(id)) {
      errors.push({ field: `${at}.id`, code: 'invalid', message: `No question can have the id "${id}".` });
    }
    if (kind === 'select' && !options?.length) {
      errors.push({ field: `${at}.options`, code: 'required', message: 'A selection needs options.' });
    }
    if (kind !== 'select' && options !== undefined) {
      errors.push({ field: `${at}.options`, code: 'not_used', message: 'Only selections have options.' });
    }
    if (options && new Set(options).size < options.length) {
      errors.push({ field: `${at}.options`, code: 'duplicate', message: 'Two options are the same.' });
    }
    return errors;
  });
}

function checkRedirect(redirectUrl: string | null): FieldError[] {
  if (redirectUrl === null || isHttps(redirectUrl) || isLocalHttp(redirectUrl)) return [];
  return [{ field: 'redirectUrl', code: 'invalid_link', message: 'The redirect must be an https address.' }];
}

function isHttps(text: string): boolean {
  return urlOf(text)?.protocol === 'https:';
}

/** Allows an expert to try a redirect on their own machine. */
function isLocalHttp(text: string): boolean {
  const url = urlOf(text);
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** Null for a text that is no absolute address, or has a user name and password, which every client would see. */
function urlOf(text: string): URL | null {
  if (/\s/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username || url.password ? null : url;
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return /^\+?[\d ()./-]+$/.test(text) && digits >= 5 && digits <= 20;
}
