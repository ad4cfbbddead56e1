import fc from 'fast-check';
import type { EmbedKind, EmbedOptions } from './embed-code';
import { embedCode } from './embed-code';

const OPTIONS: EmbedOptions = {
  kind: 'inline',
  origin: 'https://book.example.com',
  path: 'ada/intro',
  text: 'Book a time',
  theme: null,
  language: null,
  color: null,
  position: 'bottom-right',
};

function elements(options: Partial<EmbedOptions>): { code: Element | null; scripts: HTMLScriptElement[] } {
  const body = new DOMParser().parseFromString(embedCode({ ...OPTIONS, ...options }), 'text/html');
  return {
    code: body.querySelector('[data-expertbook], [data-expertbook-popup], [data-expertbook-button]'),
    scripts: [...body.querySelectorAll('script')],
  };
}

describe('embedCode', () => {
  it("contains only what differs from the script's defaults", () => {
    expect(embedCode({ ...OPTIONS, kind: 'button' })).toBe(
      '<script src="https://book.example.com/embed.js" data-expertbook-button="ada/intro" data-text="Book a time"></script>',
    );
  });

  it.each([
    ['inline', 'data-expertbook'],
    ['popup', 'data-expertbook-popup'],
    ['button', 'data-expertbook-button'],
  ] as const)('has the page in the attribute that the script reads: %s', (kind, attribute) => {
    const { code, scripts } = elements({ kind, theme: 'dark', language: 'de' });
    expect(code?.getAttribute(attribute)).toBe('ada/intro');
    expect(code?.getAttribute('data-theme')).toBe('dark');
    expect(code?.getAttribute('data-lang')).toBe('de');
    expect(scripts.map((script) => script.src)).toEqual(['https://book.example.com/embed.js']);
  });

  it('contains a link to the page for visitors without JavaScript', () => {
    for (const kind of ['inline', 'popup'] as const) {
      const { code } = elements({ kind });
      const link = code?.matches('a') ? code : code?.querySelector('a');
      expect(link?.getAttribute('href')).toBe('https://book.example.com/ada/intro');
      expect(link?.textContent).toBe('Book a time');
    }
  });

  it('has the same elements for every text of the button', () => {
    const kinds = fc.constantFrom<EmbedKind>('inline', 'popup', 'button');
    const text = fc.string({ unit: fc.constantFrom(...'<>"\'&/=a script') });
    fc.assert(
      fc.property(kinds, text, (kind, said) => {
        const { code, scripts } = elements({ kind, text: said });
        expect(scripts).toHaveLength(1);
        expect(kind === 'button' ? code?.getAttribute('data-text') : code?.textContent?.trim()).toBe(
          kind === 'button' ? said : said.trim(),
        );
      }),
    );
  });
});
