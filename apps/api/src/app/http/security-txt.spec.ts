import { securityTxt } from './security-txt';

describe('security.txt', () => {
  it('has the fields that RFC 9116 requires, and expires within a year', () => {
    const now = Date.parse('2026-11-29T12:34:56Z');
    expect(securityTxt('mailto:security@example.com', 'https://book.example.com', now)).toBe(
      [
        'Contact: mailto:security@example.com',
        'Expires: 2027-05-28T00:00:00.000Z',
        'Preferred-Languages: en',
        'Canonical: https://book.example.com/.well-known/security.txt',
        '',
      ].join('\n'),
    );
  });
});
