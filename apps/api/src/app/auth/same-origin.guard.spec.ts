import { isOwnOrigin } from './same-origin.guard';

describe('an Origin header', () => {
  const publicUrl = 'https://book.example.com/sub';
  const host = '127.0.0.1:3000';

  it.each(['https://book.example.com', 'http://127.0.0.1:3000'])("%s is this installation's", (origin) =>
    expect(isOwnOrigin(origin, publicUrl, host)).toBe(true),
  );

  it.each([
    'null',
    '',
    'https://evil.example',
    'http://book.example.com',
    'https://book.example.com.evil.example',
    'https://book.example.com:8443',
    'http://127.0.0.1:3001',
    'ftp://127.0.0.1:3000',
  ])('"%s" is foreign', (origin) => expect(isOwnOrigin(origin, publicUrl, host)).toBe(false));
});
