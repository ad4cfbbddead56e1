import type { XmlElement } from './xml';
import { escapeXml, readXml, UnreadableXml } from './xml';

async function parts(document: string | Buffer): Promise<XmlElement[]> {
  const found: XmlElement[] = [];
  await readXml(
    Buffer.from(document),
    (part) => found.push(part),
    () => Promise.resolve(),
  );
  return found;
}

describe('XML of servers', () => {
  it('is read with its namespaces, whatever their prefixes', async () => {
    const text =
      '<x:a xmlns:x="DAV:" xmlns="urn:c"><x:b>1 &lt; 2<![CDATA[ & 3]]></x:b><c name="VEVENT"/></x:a>';
    expect(await parts(text)).toEqual([
      { name: '{DAV:}b', label: null, text: '1 < 2 & 3', children: [] },
      { name: '{urn:c}c', label: 'VEVENT', text: '', children: [] },
    ]);
  });

  it('is read in pieces, with the caller’s step between, and characters that lie across two of them', async () => {
    const long = 'ä€😀'.repeat(20_000);
    let steps = 0;
    const found: string[] = [];
    const step = (): Promise<void> => Promise.resolve(void steps++);
    await readXml(Buffer.from(`<a><b>${long}</b></a>`), ({ text }) => found.push(text), step);
    expect(found).toEqual([long]);
    expect(steps).toBeGreaterThan(10);
  });

  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  it.each([
    ['billion laughs', `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs.join('')}]><a><b>&l9;</b></a>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b>&x;</b></a>'],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a><b/></a>'],
    ['an unknown entity', '<a><b>&x;</b></a>'],
    ['a page', '<!doctype html><html><body><br></body></html>'],
    ['an element that does not end', '<a><b></a>'],
    ['an unknown prefix', '<D:a><D:b/></D:a>'],
    ['half a document', '<a><b>'],
    ['two documents', '<a/><a/>'],
    ['nothing', ''],
    ['text', 'BEGIN:VCALENDAR'],
    ['elements without end', '<a>'.repeat(100_000)],
  ])('is refused with %s', async (_, document) => {
    await expect(parts(document)).rejects.toThrow(UnreadableXml);
  });

  it('is written with the characters that mean something to it escaped', async () => {
    const text = `a&b<c>d"e'f]]>`;
    expect((await parts(`<a><b>${escapeXml(text)}</b></a>`))[0]?.text).toBe(text);
  });
});
