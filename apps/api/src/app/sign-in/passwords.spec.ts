import { hashPassword, verifyPassword } from './passwords';

describe('password hashes', () => {
  it("are argon2id with the project's parameters and a salt each", async () => {
    const [one, two] = await Promise.all([
      hashPassword('four unrelated words'),
      hashPassword('four unrelated words'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
  });

  it('match their password in any Unicode form of it, and no other', async () => {
    const hash = await hashPassword('schöne Grüße');
    expect(await verifyPassword(hash, 'schöne Grüße'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(hash, 'schone Grusse')).toBe(false);
  });

  it('of a missing account match no password, not even the one of the dummy hash', async () => {
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  });
});
