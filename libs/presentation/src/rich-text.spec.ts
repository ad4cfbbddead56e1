import { isHttpsLink, plainTextOf, readRichText } from './rich-text';

describe('simple formatting', () => {
  it('supports paragraphs with line breaks, headings and lists', () => {
    expect(readRichText('One\ntwo\n\n## What I do\n- first\n- second\n\n1. a\n2) b\n')).toEqual([
      { kind: 'paragraph', lines: [[{ text: 'One' }], [{ text: 'two' }]] },
      { kind: 'heading', line: [{ text: 'What I do' }] },
      { kind: 'list', ordered: false, items: [[{ text: 'first' }], [{ text: 'second' }]] },
      { kind: 'list', ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] },
    ]);
  });

  it('supports bold, italic, both and links', () => {
    expect(readRichText('a **b _c_** *d* [my page](https://example.com/x) \\*e\\*')).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [
            { text: 'a ' },
            { text: 'b ', bold: true },
            { text: 'c', bold: true, italic: true },
            { text: ' ' },
            { text: 'd', italic: true },
            { text: ' ' },
            { text: 'my page', href: 'https://example.com/x' },
            { text: ' *e*' },
          ],
        ],
      },
    ]);
  });

  it('finds addresses, without the punctuation around them', () => {
    expect(readRichText('See (https://example.com/a).')[0]).toEqual({
      kind: 'paragraph',
      lines: [[{ text: 'See (' }, { text: 'example.com/a', href: 'https://example.com/a' }, { text: ').' }]],
    });
  });

  it.each([
    '2 * 3 * 4',
    'snake_case_name',
    '**',
    '* ',
    'a ** b ** c',
    '[x]',
    '[x](http://a.example)',
    '5*5*5',
  ])('%s stays unchanged', (text) => expect(plainTextOf(text)).toBe(text.trim()));

  it('can be reduced to plain text', () => {
    expect(plainTextOf('## Hello\n\nI **do** [things](https://a.example).\n- one\n- two')).toBe(
      'Hello I do things. one two',
    );
  });

  it.each(
    [
      ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>'],
      ['[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](java\tscript:alert(1))'],
      ['[x](data:text/html,<script>)', '[x](vbscript:x)', '[x](//evil.example)', '[x](/login)'],
      ['[x](https://a.example"onmouseover="alert(1))', "[x](https://a.example/'><script>)"],
      ['[x](https://user:pass@evil.example)', '[x](https:\\\\evil.example)', '[x](https:///evil)'],
      ['[<b>](https://a.example)', '**<iframe src=x>**', '&lt;script&gt;', '[x](https://a.example/<script>)'],
    ].flat(),
  )('gives no address other than https for %s', (text) => {
    const parts = readRichText(text).flatMap((block) =>
      block.kind === 'paragraph' ? block.lines.flat() : [],
    );
    for (const { href } of parts) {
      if (href === undefined) continue;
      expect(href).toMatch(/^https:\/\/[a-z.]+(?:[/?#][^\s<>"]*)?$/);
      expect(new URL(href).hostname).toBe('a.example');
    }
  });

  it('is fast for any input', () => {
    const began = performance.now();
    for (const part of ['*', '**', '_', '[', '[](', '](', '*a ', '**a ', 'https://', '\\', '- ', '#'])
      readRichText(part.repeat(Math.ceil(4_000 / part.length)));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('recognises https addresses', () => {
    expect(['https://a.example', 'https://müller.example/x?y#z', 'https://a:8443/'].every(isHttpsLink)).toBe(
      true,
    );
    expect(
      ['http://a.example', 'https://', 'https://a b', 'https://u@a.example', 'https://-'].some(isHttpsLink),
    ).toBe(false);
  });
});
