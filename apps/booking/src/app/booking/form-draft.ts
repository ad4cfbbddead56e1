import { forgetSession, readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

/** Values of a booking form, kept for this tab so that a reload loses nothing. */
export interface FormDraft {
  name: string;
  email: string;
  notes: string;
  /** Addresses as typed, with empty lines. */
  guests: string[];
  answers: Record<string, string | boolean>;
}

export const EMPTY_DRAFT: FormDraft = { name: '', email: '', notes: '', guests: [], answers: {} };

const draftKey = (eventTypeId: string) => `eb.draft.${eventTypeId}`;
const PERSON_KEY = 'eb.person';

/** The draft of this event type; without one, name and email of the last booking in this tab. */
export function readDraft(eventTypeId: string): FormDraft {
  const saved = readSession(draftKey(eventTypeId)) ?? readSession(PERSON_KEY);
  if (typeof saved !== 'object' || saved === null) return EMPTY_DRAFT;
  const { name, email, notes, guests, answers } = saved as Record<string, unknown>;
  return {
    name: text(name),
    email: text(email),
    notes: text(notes),
    guests: Array.isArray(guests) ? guests.map(text) : [],
    answers: answersOf(answers),
  };
}

export function saveDraft(eventTypeId: string, draft: FormDraft): void {
  writeSession(draftKey(eventTypeId), draft);
}

/** After booking: removes answers and guests, keeps the person for the next booking in this tab. */
export function finishDraft(eventTypeId: string, { name, email }: Pick<FormDraft, 'name' | 'email'>): void {
  forgetSession(draftKey(eventTypeId));
  writeSession(PERSON_KEY, { name, email });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function answersOf(value: unknown): FormDraft['answers'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string | boolean] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'boolean',
    ),
  );
}
