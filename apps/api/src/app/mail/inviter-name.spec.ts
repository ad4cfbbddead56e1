import fc from 'fast-check';
import { inviterName } from './inviter-name';

const email = 'grace@example.com';

describe('the name of the client in an invitation to a guest', () => {
  it.each(['Grace Hopper', 'O’Neil-Smith, Jr.', 'J.R.R. Tolkien', 'Dr. Müller', 'محمد علي', '山田太郎'])(
    'is the name that was typed: %s',
    (name) => expect(inviterName({ name, email })).toBe(name),
  );

  it.each([
    'Win now at www.spam.example',
    'https://spam.example',
    'spam.example',
    'Call 0900 123456',
    'You won! Open your account',
    'a@b.example',
    'Free $$$',
    '💰 Prize',
    '<script>',
    ' ',
  ])('is the email address where the name does not look like one: %s', (name) => {
    expect(inviterName({ name, email })).toBe(email);
  });

  it('never contains a link, a number or a second line, and is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const shown = inviterName({ name, email });
        if (shown === email) return;
        expect(shown).not.toMatch(/[\d\n\r@/]|\.\p{L}{2}/u);
        expect(Array.from(shown).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
