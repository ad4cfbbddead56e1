import { TestBed } from '@angular/core/testing';
import { RichText } from './rich-text';

/** Known payloads of cross-site scripting. */
const CORPUS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '**<b onclick=alert(1)>x</b>**',
  '## <script>alert(1)</script>',
  '- <img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](java\u0000script:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](https://a.example" onmouseover="alert(1))',
  '[<img src=x onerror=alert(1)>](https://a.example)',
  '{{constructor.constructor("alert(1)")()}}',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
];

describe('text with simple formatting', () => {
  const draw = async (text: string): Promise<HTMLElement> => {
    const fixture = TestBed.createComponent(RichText);
    fixture.componentRef.setInput('text', text);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  it.each(CORPUS)('draws %s as plain text', async (text) => {
    const host = await draw(text);
    const names = [...host.querySelectorAll('*')].map((element) => element.localName);
    expect(names.filter((name) => !/^(?:p|h3|ul|ol|li|bdi|span|a|eb-rich-line)$/.test(name))).toEqual([]);
    for (const element of host.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^src/);
        if (name === 'href') expect(value).toMatch(/^https:\/\/a\.example$/);
      }
    }
  });

  it('draws headings, lists, lines and links without adding a space', async () => {
    const host = await draw('## A **b**\n\none\ntwo\n\n- c\n- d\n\n1. e\n\nf[g](https://a.example)h');
    expect(host.querySelector('h3')?.textContent).toBe('A b');
    expect([...host.querySelectorAll('ul li')].map((item) => item.textContent)).toEqual(['c', 'd']);
    expect(host.querySelector('ol li')?.textContent).toBe('e');
    const [lines, linked] = host.querySelectorAll('p');
    expect(lines?.querySelectorAll('eb-rich-line')).toHaveLength(2);
    expect(linked?.textContent?.trim()).toBe('fgh');
    expect(host.querySelector('a')?.getAttribute('rel')).toBe('noopener nofollow');
  });
});
