import fc from 'fast-check';
import { encrypt, decrypt, DecryptError } from './encryption';

const SECRET = 'a-secret-for-tests-that-is-long-enough-0001';

describe('seal', () => {
  it('opens to what was put in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        const sealed = encrypt(SECRET, text, place);
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
        expect(encrypt(SECRET, text, place)).not.toBe(sealed);
        expect(decrypt(SECRET, sealed, place)).toBe(text);
      }),
    );
  });

  it('opens with no other secret and at no other place', () => {
    const sealed = encrypt(SECRET, 'token', 'mail:1');
    expect(() => decrypt(`${SECRET}x`, sealed, 'mail:1')).toThrow(DecryptError);
    expect(() => decrypt(SECRET, sealed, 'mail:2')).toThrow(DecryptError);
  });

  it('does not open once anything in it was changed', () => {
    const sealed = encrypt(SECRET, 'token', 'mail:1');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => decrypt(SECRET, `v1.${changed.toString('base64url')}`, 'mail:1')).toThrow(DecryptError);
    }
    for (const broken of ['', 'v1.', 'v2.abc', sealed.slice(0, 20)]) {
      expect(() => decrypt(SECRET, broken, 'mail:1')).toThrow(DecryptError);
    }
  });
});
