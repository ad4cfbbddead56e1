import type { Answers, FieldError, FieldErrorCode, Question } from '@expertbook/contracts';
import { MAX_ANSWER_LENGTH } from '@expertbook/contracts';
import { ONE_LINE, PLAIN_TEXT_SENT } from '../http/text-patterns';

const PHONE = /^\+?[\d\s().-]{5,25}$/;

/** Errors in the answers, by field (`answers.<id>`); empty when there are none. */
export function checkAnswers(questions: readonly Question[], answers: Answers): FieldError[] {
  const known = new Set(questions.map(({ id }) => id));
  const unknown = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => refuse(id, 'unknown_field', 'This question doesn’t exist.'));
  return [
    ...unknown,
    ...questions.flatMap((question) => checkAnswer(question, ownAnswer(answers, question.id))),
  ];
}

function checkAnswer(question: Question, answer: Answers[string] | undefined): FieldError[] {
  const { id, kind, required, options } = question;
  if (isEmpty(answer) || (kind === 'checkbox' && answer === false)) {
    return required ? [refuse(id, 'required', 'Please answer this question.')] : [];
  }
  if (kind === 'checkbox')
    return typeof answer === 'boolean' ? [] : [refuse(id, 'invalid', 'Check the box or leave it empty.')];
  if (kind === 'number') {
    return typeof answer === 'number' && Number.isFinite(answer)
      ? []
      : [refuse(id, 'is_number', 'Enter a number.')];
  }
  if (typeof answer !== 'string') return [refuse(id, 'invalid', 'Enter a text.')];
  if (answer.length > MAX_ANSWER_LENGTH) {
    const message = `Use at most ${MAX_ANSWER_LENGTH} characters.`;
    return [{ ...refuse(id, 'too_long', message), params: { count: MAX_ANSWER_LENGTH } }];
  }
  if (kind === 'long_text') {
    return PLAIN_TEXT_SENT.test(answer)
      ? []
      : [refuse(id, 'plain_text', 'Remove the characters that cannot be printed.')];
  }
  if (!ONE_LINE.test(answer))
    return [refuse(id, 'one_line', 'Use one line, without characters that cannot be printed.')];
  if (kind === 'select' && !options?.includes(answer))
    return [refuse(id, 'is_in', 'Choose one of the options.')];
  if (kind === 'phone' && !PHONE.test(answer)) return [refuse(id, 'invalid_phone', 'Enter a phone number.')];
  return [];
}

/** Blanks are no answer. */
function isEmpty(answer: Answers[string] | undefined): answer is undefined {
  return answer === undefined || (typeof answer === 'string' && answer.trim() === '');
}

/** Only the object's own answers, without inherited properties: a question's id may be `constructor`. */
function ownAnswer(answers: Answers, id: string): Answers[string] | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

function refuse(id: string, code: FieldErrorCode, message: string): FieldError {
  return { field: `answers.${id}`, code, message };
}

/** Answers in the order of their questions, with their labels, for display; ticked and unticked boxes as booleans. */
export function labelledAnswers(
  questions: readonly Question[],
  answers: Answers,
): { label: string; value: string | boolean }[] {
  return questions.flatMap(({ id, label }) => {
    const answer = ownAnswer(answers, id);
    if (isEmpty(answer)) return [];
    return [{ label, value: typeof answer === 'boolean' ? answer : String(answer) }];
  });
}
