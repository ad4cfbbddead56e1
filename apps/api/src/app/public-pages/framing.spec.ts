import { pagePolicy } from './framing';

const POLICY = "default-src 'self';script-src 'self';frame-ancestors 'self';script-src-attr 'none'";

describe("a page's policy", () => {
  it("allows the configured sites to frame it and the page's own scripts to run", () => {
    expect(pagePolicy(POLICY, ["'sha256-a='"], ['https://a.example', 'http://localhost:8080'])).toBe(
      "default-src 'self';script-src 'self' 'sha256-a=';frame-ancestors 'self' https://a.example http://localhost:8080;script-src-attr 'none'",
    );
  });

  it('cannot be extended by the name of a site', () => {
    const sites = [
      'https://a.example; script-src *',
      '*',
      'https:',
      'https://a.example/path',
      "'unsafe-inline'",
    ];
    expect(pagePolicy(POLICY, [], sites)).toBe(POLICY);
  });
});
