import { TestBed } from '@angular/core/testing';
import type { FieldError, FieldErrorCode } from '@expertbook/contracts';
import { FIELD_ERROR_CODES, LANGUAGES } from '@expertbook/contracts';
import { fieldText } from './field-text';
import { LanguageService } from './language.service';

describe('the text of a rejected field', () => {
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

  it.each(LANGUAGES)('exists for every code of the API, in %s', async (language) => {
    await TestBed.inject(LanguageService).choose(language);
    for (const code of FIELD_ERROR_CODES) {
      const words = say(refusal(code));
      expect({ code, words }).toEqual({ code, words: expect.stringMatching(/[.。]$/) });
      // No key, no unfilled placeholder and, except in English, no text of the API.
      expect(words).not.toMatch(/^field\.|\{\{/);
      if (language !== 'en') expect(words).not.toContain('must be right');
    }
  });

  it('contains the number, in the matching plural form', async () => {
    expect(say(refusal('max_length', { params: { count: 1200 } }))).toBe(
      'Keep it to 1,200 characters or fewer.',
    );
    await TestBed.inject(LanguageService).choose('ar');
    expect(say(refusal('max_length', { params: { count: 2 } }))).toBe('حرفان كحد أقصى.');
  });

  it('asks for a value where the minimum is one, and always has its number', () => {
    expect(say(refusal('min_length', { params: { count: 1 } }))).toBe('Please fill this in.');
    expect(say({ field: 'x', code: 'max', message: 'X' })).toBe('Please check this.');
  });

  it('is the API’s own text for an unknown code', async () => {
    await TestBed.inject(LanguageService).choose('de');
    expect(say(refusal('of_tomorrow' as FieldErrorCode, { message: 'New.' }))).toBe('New.');
    expect(say(refusal('constructor' as FieldErrorCode, { message: 'New.' }))).toBe('New.');
  });
});
