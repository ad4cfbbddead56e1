import { TestBed } from '@angular/core/testing';
import type { FieldError, FieldErrorCode } from '@expertbook/contracts';
import { FIELD_ERROR_CODES, LANGUAGES } from '@expertbook/contracts';
import { fieldText } from './field-text';
import { LanguageService } from './language.service';

describe('what is said of a refused field', () => {
  let say: (error: FieldError) => string;
  beforeEach(async () => {
    localStorage.clear();
    say = TestBed.runInInjectionContext(() => fieldText());
    await TestBed.inject(LanguageService).load('problems');
  });

  const refusal = (code: FieldErrorCode, more: Partial<FieldError> = {}): FieldError => ({
    field: 'guests.1',
    code,
    message: 'Guests.1 must be right.',
    params: { count: 12 },
    ...more,
  });

  it.each(LANGUAGES)('is there for every code that the API can send, in %s', async (language) => {
    await TestBed.inject(LanguageService).choose(language);
    for (const code of FIELD_ERROR_CODES) {
      const words = say(refusal(code));
      expect({ code, words }).toEqual({ code, words: expect.stringMatching(/[.。]$/) });
      // No key, no hole and, but for English, nothing of the API's own words.
      expect(words).not.toMatch(/^field\.|\{\{/);
      if (language !== 'en') expect(words).not.toContain('must be right');
    }
  });

  it('has the number in it, in the form that goes with it', async () => {
    expect(say(refusal('max_length', { params: { count: 1200 } }))).toBe(
      'Keep it to 1,200 characters or fewer.',
    );
    await TestBed.inject(LanguageService).choose('ar');
    expect(say(refusal('max_length', { params: { count: 2 } }))).toBe('حرفان كحد أقصى.');
  });

  it('says of one that must not be empty that it is needed, and is never without its number', () => {
    expect(say(refusal('min_length', { params: { count: 1 } }))).toBe('Please fill this in.');
    expect(say({ field: 'x', code: 'max', message: 'X' })).toBe('Please check this.');
  });

  it('is the API’s own sentence for a code that this page does not know', async () => {
    await TestBed.inject(LanguageService).choose('de');
    expect(say(refusal('of_tomorrow' as FieldErrorCode, { message: 'New.' }))).toBe('New.');
    expect(say(refusal('constructor' as FieldErrorCode, { message: 'New.' }))).toBe('New.');
  });
});
