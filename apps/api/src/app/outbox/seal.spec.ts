import fc from 'fast-check';
import { seal, unseal, UnsealError } from './seal';

const SECRET = 'a-secret-for-tests-that-is-long-enough-0001';

describe('seal', () => {
  it('opens to what was put in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        const sealed = seal(SECRET, text, place);
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
        expect(seal(SECRET, text, place)).not.toBe(sealed);
        expect(unseal(SECRET, sealed, place)).toBe(text);
      }),
    );
  });

  it('opens with no other secret and at no other place', () => {
    const sealed = seal(SECRET, 'token', 'mail:1');
    expect(() => unseal(`${SECRET}x`, sealed, 'mail:1')).toThrow(UnsealError);
    expect(() => unseal(SECRET, sealed, 'mail:2')).toThrow(UnsealError);
  });

  it('does not open once anything in it was changed', () => {
    const sealed = seal(SECRET, 'token', 'mail:1');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => unseal(SECRET, `v1.${changed.toString('base64url')}`, 'mail:1')).toThrow(UnsealError);
    }
    for (const broken of ['', 'v1.', 'v2.abc', sealed.slice(0, 20)]) {
      expect(() => unseal(SECRET, broken, 'mail:1')).toThrow(UnsealError);
    }
  });
});
