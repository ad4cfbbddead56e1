import type { Question, QuestionKind } from '@expertbook/contracts';
import { checkAnswers } from './answers';

const requested = (kind: QuestionKind): Question[] => [
  { id: 'topic', label: 'Topic', kind, required: false, ...(kind === 'select' && { options: ['a', 'b'] }) },
];
const codesOf = (kind: QuestionKind, answer: string) =>
  checkAnswers(requested(kind), { topic: answer }).map(({ field, code }) => `${field} ${code}`);
const CONTROLS = ['\u0000', '\u0007', '\u001b[2J', '\u007f', '\u0009'];

describe('checkAnswers', () => {
  it('rejects control characters and line ends in a text of one line', () => {
    for (const character of [...CONTROLS, '\n', '\r\n']) {
      expect(codesOf('text', `Compilers${character}and more`)).toEqual(['answers.topic one_line']);
      expect(codesOf('phone', `+44 20${character}7946 0000`)).toEqual(['answers.topic one_line']);
      expect(codesOf('select', `a${character}`)).toEqual(['answers.topic one_line']);
    }
  });

  it('accepts line ends of all kinds in a long text, and no other control characters', () => {
    expect(codesOf('long_text', 'One\nTwo\r\nThree\rFour')).toEqual([]);
    for (const character of CONTROLS)
      expect(codesOf('long_text', `One${character}Two`)).toEqual(['answers.topic plain_text']);
  });

  it('accepts every script, joined characters and direction marks', () => {
    for (const answer of ['Ada O’Neill', 'مرحبا \u200fABC', '👩🏽‍🚀', 'नमस्ते', '漢字']) {
      expect(codesOf('text', answer)).toEqual([]);
      expect(codesOf('long_text', answer)).toEqual([]);
    }
  });
});
