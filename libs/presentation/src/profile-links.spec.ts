import { linkKindOf, linkTextOf } from './profile-links';

describe('links of a profile', () => {
  it.each([
    ['https://www.linkedin.com/in/ada', 'linkedin'],
    ['https://de.linkedin.com/in/ada', 'linkedin'],
    ['https://GitHub.com/ada', 'github'],
    ['https://mastodon.social/@ada', 'mastodon'],
    ['https://example.org/users/ada', 'mastodon'],
    ['https://www.youtube.com/@ada', 'youtube'],
    ['https://medium.com/@ada', 'website'],
    ['https://bsky.app/profile/ada', 'bluesky'],
    ['https://twitter.com/ada', 'x'],
    ['https://notx.com', 'website'],
    ['https://linkedin.com.evil.example/in/ada', 'website'],
  ])('%s is a link of %s', (url, kind) => expect(linkKindOf(url)).toBe(kind));

  it("have the expert's label, otherwise the name of the service, otherwise the address", () => {
    expect(linkTextOf({ url: 'https://github.com/ada', label: 'My code' })).toBe('My code');
    expect(linkTextOf({ url: 'https://github.com/ada', label: '' })).toBe('GitHub');
    expect(linkTextOf({ url: 'https://www.example.com/about/', label: '' })).toBe('example.com/about');
    expect(linkTextOf({ url: `https://example.com/${'a'.repeat(90)}`, label: '' })).toMatch(
      /^example.com\/a{27}…$/,
    );
  });
});
