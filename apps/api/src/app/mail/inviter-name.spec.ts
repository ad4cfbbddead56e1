import fc from 'fast-check';
import { inviterName } from './inviter-name';

const email = 'grace@example.com';

describe('the name of who invites a guest', () => {
  it.each(['Grace Hopper', 'O’Neil-Smith, Jr.', 'J.R.R. Tolkien', 'Dr. Müller', 'محمد علي', '山田太郎'])(
    'is the one that was given: %s',
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
  ])('is the address where that looks like no name: %s', (name) => {
    expect(inviterName({ name, email })).toBe(email);
  });

  it('never has a link, a number or a second line in it, and is short', () => {
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
