import { hashPassword, isHopelessPassword, verifyPassword } from './passwords';

describe('password hashes', () => {
  it('are argon2id with the figures of the house and a salt of their own', async () => {
    const [one, two] = await Promise.all([
      hashPassword('four unrelated words'),
      hashPassword('four unrelated words'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
  });

  it('fit their password, whichever Unicode form a keyboard makes of it, and no other', async () => {
    const hash = await hashPassword('schöne Grüße');
    expect(await verifyPassword(hash, 'schöne Grüße'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(hash, 'schone Grusse')).toBe(false);
  });

  it('of nobody fit nothing, not even the password they were made of', async () => {
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  });
});

describe('a hopeless password', () => {
  const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

  it.each([
    ['well known', 'Password123'],
    ['well known with spaces', 'pass word 123'],
    ['one character', 'aaaaaaaaaaaa'],
    ['few characters', 'abababababab'],
    ['a run up', '1234567890'],
    ['a long run up', '12345678901234'],
    ['a run down', '9876543210'],
    ['a run of letters', 'abcdefghijklm'],
    ['the email', 'ada.lovelace@example.com'],
    ['the local part', 'Ada.Lovelace'],
    ['the name', 'Ada Lovelace'],
    ['the name and a year', 'AdaLovelace1815'],
  ])('is %s', (_why, password) => expect(isHopelessPassword(password, ada)).toBe(true));

  it.each(['correct horse battery', 'tr0ub4dor&3-and-more', 'adas analytical engine', '7391048265 '])(
    'is not %s',
    (password) => expect(isHopelessPassword(password, ada)).toBe(false),
  );
});
