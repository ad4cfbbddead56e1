import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { addressKey, isEmailAddress, mailboxKey, parseEmailAddress } from './email-address';

describe('an email address', () => {
  it.each([
    'ada@example.com',
    'ada.lovelace+work@mail.example.co.uk',
    "o'neil@example.com",
    'müller@example.com',
    'ada@bücher.example',
    'ada@例え.テスト',
    'ada@xn--bcher-kva.example',
    `${'a'.repeat(64)}@example.com`,
  ])('is accepted: %s', (text) => expect(isEmailAddress(text)).toBe(true));

  it.each([
    '"x;y"@example.com',
    '"ada"@example.com',
    'ada;eve@example.com',
    'ada@example.com,eve@example.com',
    'ada@example.com;eve@example.com',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    'ada@example.com>',
    'ada@@example.com',
    'ada(comment)@example.com',
    'ada\\@example.com',
    'ada\u0000@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'ada\u200b@example.com',
    'ada\u202e@example.com',
    'ada lovelace@example.com',
    '.ada@example.com',
    'ada.@example.com',
    'a..a@example.com',
    'ada＠example.com',
    'ada@localhost',
    'ada@127.0.0.1',
    'ada@0x7f.1',
    'ada@[127.0.0.1]',
    'ada@ex%61mple.com',
    'ada@⅐example.com',
    'ada@-example.com',
    'ada@example-.com',
    'ada@exam_ple.com',
    'ada@example.com.',
    'ada@example.1',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${`${'a'.repeat(60)}.`.repeat(5)}com`,
    `${'ü'.repeat(33)}@example.com`,
    '@example.com',
    'ada@',
    'ada',
    '',
  ])('is rejected: %j', (text) => expect(parseEmailAddress(text)).toBeNull());

  it('is rejected where it is not a string', () => {
    for (const value of [null, undefined, 7, ['ada@example.com'], { toString: () => 'ada@example.com' }])
      expect(isEmailAddress(value)).toBe(false);
  });

  it('that is accepted reaches exactly one recipient', async () => {
    const transport = createTransport({ jsonTransport: true });
    const piece = fc.oneof(
      { arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }), weight: 1 },
      { arbitrary: fc.constantFrom('a', 'x', 'ü', '漢', '7', '⅐', 'ß', 'ﬁ'), weight: 4 },
      {
        arbitrary: fc.constantFrom(
          '"',
          ';',
          ',',
          '<',
          '>',
          '(',
          ')',
          '@',
          '.',
          ':',
          '\\',
          '\r\n',
          '+',
          "'",
          ' ',
          '＠',
        ),
        weight: 2,
      },
    );
    const address = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.array(piece, { maxLength: 3 }))
      .map(([local, domain]) => `${local.join('')}@${domain.join('')}example.com`);
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(address, async (email) => {
        if (!isEmailAddress(email)) return;
        accepted++;
        const sent = await transport.sendMail({
          from: 'bookings@example.org',
          to: { name: 'Ada', address: email },
        });
        expect(sent.envelope.to).toHaveLength(1);
        const parsed = parseEmailAddress(email);
        expect(parseEmailAddress(sent.envelope.to[0] ?? '')).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

describe('keys of addresses', () => {
  it('are equal for addresses that reach the same person', () => {
    expect(addressKey(' Ada@Bücher.Example ')).toBe('ada@xn--bcher-kva.example');
    expect(addressKey('ＡＤＡ@example.com')).toBe('ada@example.com');
    expect(addressKey('ada+a@example.com')).not.toBe(addressKey('ada@example.com'));
  });

  it('of mailboxes leave out tags, and dots where a provider ignores them', () => {
    expect(mailboxKey('Ada+one@Example.com')).toBe('ada@example.com');
    expect(mailboxKey('+one@example.com')).toBe('+one@example.com');
    expect(mailboxKey('a.d.a+x@googlemail.com')).toBe('ada@gmail.com');
    expect(mailboxKey('a.d.a@example.com')).toBe('a.d.a@example.com');
  });
});
