import { CredentialScope } from './credential-scope';

const url = (address: string): URL => new URL(address);

describe('the scope of a password', () => {
  it.each([
    ['https://caldav.icloud.com/', 'https://p42-caldav.icloud.com/'],
    ['https://icloud.com/', 'https://caldav.icloud.com/'],
    ['https://example.com/', 'https://dav.example.com/'],
    ['https://www.example.com/', 'https://dav.example.com/'],
    ['https://dav.example.com/', 'https://dav.example.com:8443/'],
    ['http://dav.example.com/', 'https://dav.example.com/'],
    ['https://dav.example.com/', 'https://dav.example.com/elsewhere'],
  ])('follows a redirect from %s to %s', (from, to) => {
    const scope = new CredentialScope(url(from));
    expect(scope.has(url(to))).toBe(url(from).origin === url(to).origin);
    expect([scope.follow(url(from), url(to)), scope.has(url(to))]).toEqual([true, true]);
  });

  it.each([
    ['https://caldav.icloud.com/', 'https://icloud.com.evil.example/'],
    ['https://caldav.icloud.com/', 'https://evilicloud.com/'],
    ['https://caldav.icloud.com/', 'https://caldav.fastmail.com/'],
    ['https://dav.example.co.uk/', 'https://evil.co.uk/'],
    ['https://dav.example.com/', 'https://other.example.com/'],
    ['https://dav.example.com/', 'https://example.com/'],
    ['https://example.com/', 'http://dav.example.com/'],
    ['http://example.com/', 'http://example.com:8080/'],
    ['https://unknown.example.com/', 'https://dav.unknown.example.com/', 'https://example.com/'],
  ])('does not follow one from %s to %s', (from, to, start = from) => {
    const scope = new CredentialScope(url(start));
    expect([scope.follow(url(from), url(to)), scope.has(url(to))]).toEqual([false, false]);
  });

  it('takes in what a known origin names, by https', () => {
    const scope = new CredentialScope(url('https://dav.example.com/'));
    expect(scope.name(url('https://evil.example/'), url('https://evil.example/'))).toBe(false);
    expect(scope.name(url('https://dav.example.com/'), url('http://other.example/'))).toBe(false);
    expect(scope.name(url('https://dav.example.com/'), url('https://other.example/'))).toBe(true);
    expect(scope.has(url('https://other.example/'))).toBe(true);
    expect(scope.has(url('https://evil.example/'))).toBe(false);
  });
});
