import { LANGUAGES } from '@expertbook/contracts';
import type { MessageValues } from '@expertbook/presentation';
import { fillMessage, unknownVariable } from '@expertbook/presentation';
import ar from './texts/ar.json';
import de from './texts/de.json';
import en from './texts/en.json';
import es from './texts/es.json';
import { defaultTexts, messageText } from './message-texts';

const base = (keys: object) => new Set(Object.keys(keys).map((key) => key.split('#')[0]));

describe('the default texts', () => {
  const all = Object.values(defaultTexts()).flatMap((byReader) =>
    Object.values(byReader).flatMap((byLanguage) => LANGUAGES.map((language) => byLanguage[language])),
  );

  it('exist for every kind of message in every language, and have only known variables', () => {
    expect(all).toHaveLength(5 * 2 * 4);
    for (const { subject, body } of all) {
      expect(subject.length * body.length).toBeGreaterThan(0);
      expect([unknownVariable(subject), unknownVariable(body)]).toEqual([null, null]);
    }
  });

  it('have the same keys in every language', () => {
    for (const texts of [ar, de, es]) expect(base(texts)).toEqual(base(en));
  });

  it('take the place of a text that the expert has not written', () => {
    const own = { subject: 'Bald!', body: 'Bis {{date}}' };
    const message = { trigger: 'before_start', recipient: 'guests', texts: { de: own } } as const;
    expect(messageText(message, 'de')).toBe(own);
    expect(messageText(message, 'es').subject).toContain('Recordatorio');
    const values = {
      event_title: 'Intro',
      expert_name: 'Ada',
      date: 'Monday',
      time: '09:00',
    } as MessageValues;
    expect(fillMessage(messageText(message, 'en').subject, values)).toBe(
      'Reminder: Intro with Ada, Monday at 09:00',
    );
  });
});
