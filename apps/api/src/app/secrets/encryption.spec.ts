import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { format, inspect } from 'node:util';
import { DecryptError, decrypt, decryptSecret, encrypt, placeOf, reencrypt } from './encryption';
import { encryptionKeys } from './encryption-keys';
import { Secret } from './secret';

const JWT = { jwtSecret: 'a-secret-for-tests-that-is-long-enough-0001', encryptionKeys: [] };
const [FIRST, SECOND] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const OWN = { ...JWT, encryptionKeys: [FIRST] };
const SETTINGS = [JWT, OWN];

describe('encrypt', () => {
  it.each(SETTINGS)('can be decrypted, and differs each time', (settings) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        const encrypted = encrypt(settings, text, place);
        expect(encrypted).toMatch(/^(?:v1|v2\.[\w-]{8})\.[\w-]+$/);
        expect(encrypt(settings, text, place)).not.toBe(encrypted);
        expect(decrypt(settings, encrypted, place)).toBe(text);
      }),
    );
  });

  it('cannot be decrypted with another key or for another place', () => {
    const encrypted = encrypt(JWT, 'token', 'mail:1');
    expect(() => decrypt({ ...JWT, jwtSecret: `${JWT.jwtSecret}x` }, encrypted, 'mail:1')).toThrow(
      DecryptError,
    );
    expect(() => decrypt(JWT, encrypted, 'mail:2')).toThrow(DecryptError);
    const own = encrypt(OWN, 'token', 'mail:1');
    expect(() => decrypt(JWT, own, 'mail:1')).toThrow(DecryptError);
    expect(() => decrypt({ ...JWT, encryptionKeys: [SECOND] }, own, 'mail:1')).toThrow(DecryptError);
    expect(() => decrypt(OWN, own, 'mail:2')).toThrow(DecryptError);
  });

  it.each(SETTINGS)('cannot be decrypted after a change', (settings) => {
    const encrypted = encrypt(settings, 'token', 'mail:1');
    const { prefix } = encryptionKeys(settings).current;
    const bytes = Buffer.from(encrypted.slice(prefix.length), 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => decrypt(settings, prefix + changed.toString('base64url'), 'mail:1')).toThrow(DecryptError);
    }
    for (const broken of ['', 'v1.', 'v2.', 'v2.abc', 'v3.abc', encrypted.slice(0, 20)]) {
      expect(() => decrypt(settings, broken, 'mail:1')).toThrow(DecryptError);
    }
  });

  it('separates the places of two fields, with any names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 6, maxLength: 6 }),
        ([a = '', b = '', c = '', ...other]) => {
          const [d = '', e = '', f = ''] = other;
          expect(placeOf(a, b, c) === placeOf(d, e, f)).toBe(a === d && b === e && c === f);
        },
      ),
    );
  });

  it('decrypts values of earlier versions', () => {
    // Written by version 0.3.0 with this secret, for the place `mail:1`.
    const stored = 'v1.ky2AM5vyG32kwKQ6EaOutB1Fb_GfzurwRiFBYX9-VuONiB_49iA4Pw';
    expect(decrypt(JWT, stored, 'mail:1')).toBe('manage-token');
    expect(decrypt(OWN, stored, 'mail:1')).toBe('manage-token');
  });
});

describe('rotation', () => {
  it('encrypts with the first key and decrypts with all', () => {
    const before = encrypt(OWN, 'token', 'a');
    const both = { ...JWT, encryptionKeys: [SECOND, FIRST] };
    expect(decrypt(both, before, 'a')).toBe('token');
    const after = encrypt(both, 'token', 'a');
    expect(() => decrypt(OWN, after, 'a')).toThrow(DecryptError);
    expect(decrypt({ ...JWT, encryptionKeys: [SECOND] }, after, 'a')).toBe('token');
  });

  it('re-encrypts values of an older key or the derived one, and nothing else', () => {
    const both = { ...JWT, encryptionKeys: [SECOND, FIRST] };
    for (const settings of [JWT, OWN]) {
      const after = reencrypt(both, encrypt(settings, 'token', 'a'), 'a') ?? '';
      expect(decrypt({ ...JWT, encryptionKeys: [SECOND] }, after, 'a')).toBe('token');
      expect(reencrypt(both, after, 'a')).toBeNull();
    }
    const foreign = encrypt({ ...JWT, encryptionKeys: [randomBytes(32)] }, 'token', 'a');
    expect(() => reencrypt(both, foreign, 'a')).toThrow(DecryptError);
  });
});

describe('Secret', () => {
  it('is revealed only by `reveal`', () => {
    const secret = decryptSecret(OWN, encrypt(OWN, new Secret('hunter2'), 'a'), 'a');
    expect(secret.reveal()).toBe('hunter2');
    const shown = [
      JSON.stringify({ secret }),
      String(secret),
      `${secret as unknown as string}`,
      inspect({ deep: [secret] }, { showHidden: true, depth: 9 }),
      format('%s %o %j', secret, secret, secret),
      JSON.stringify({ ...secret }),
      JSON.stringify(Object.getOwnPropertyNames(secret)),
      JSON.stringify(structuredClone(secret)),
    ];
    expect(shown.join()).not.toContain('hunter2');
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  });

  it('cannot be stored unencrypted', () => {
    const { BSON } = jest.requireActual<{ BSON: { serialize: (it: object) => unknown } }>('mongodb');
    expect(() => BSON.serialize({ secret: new Secret('hunter2') })).toThrow(
      'A secret is stored encrypted only.',
    );
  });
});
