import { weaknessOf } from './password-strength';

const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

describe('the weakness of a password', () => {
  it.each([
    ['one of the most common', '1234567890'],
    ['another of them in capitals', 'QWERTYUIOP'],
    ['one of the leaked ones of full length', 'a123456789'],
    ['one of them with spaces', 'leave me alone'],
    ['one of them in other letters', 'Pass Word 123'],
  ])('is common_password: %s', async (_why, password) =>
    expect(await weaknessOf(password, ada)).toBe('common_password'),
  );

  it.each([
    ['a common one with digits behind', 'Football1999'],
    ['a common one twice', 'letmein letmein'],
    ['a common one in disguise', 'P@ssw0rd!2024'],
    ['one character', 'aaaaaaaaaaaa'],
    ['few characters', 'abababababab'],
    ['a long run up', '12345678901234'],
    ['a run of letters', 'abcdefghijklm'],
    ['a German keyboard', 'qwertzuiopü'],
    ['a date', '11.05.1987'],
    ['the email', 'ada.lovelace@example.com'],
    ['the local part', 'Ada.Lovelace'],
    ['the name', 'Ada Lovelace'],
    ['the name and a year', 'AdaLovelace1815'],
    ['the product', 'ExpertBook2027'],
  ])('is weak_password: %s', async (_why, password) =>
    expect(await weaknessOf(password, ada)).toBe('weak_password'),
  );

  it.each([
    'correct horse battery',
    'tr0ub4dor&3-and-more',
    'adas analytical engine',
    '7391048265 ',
    'schöne Grüße aus Köln',
    'أربع كلمات غير مرتبطة',
    `long ${'and longer '.repeat(18)}`,
  ])('is none: %s', async (password) => expect(await weaknessOf(password, ada)).toBeNull());

  it('is found quickly, however long and artificial the password', async () => {
    await weaknessOf('warming up the words', ada);
    const start = performance.now();
    await weaknessOf('P@55w0rd1!3@'.repeat(17), ada);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
