import fc from 'fast-check';
import { readEnvironment } from '../config/environment';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { accountMail } from './account-mail';
import { BookingMailHandler } from './booking-mail-handler';
import type { BookingMailInput } from './booking-mail-input';
import { bookingMailInput } from './booking-mail.fixture';
import { BookingMails } from './booking-mails';
import { mailAccent, PRODUCT_ACCENT } from './mail-accent';
import { MailTransport } from './outgoing-mail';

class Nowhere extends MailTransport {
  async send(): Promise<void> {
    // Mails are only composed here.
  }
}

const environment = readEnvironment({ PUBLIC_URL: 'https://book.example.org' });
const mails = new BookingMails(environment);
const handler = new BookingMailHandler(new OutboxHandlers(), new Nowhere(), environment);

/** As in `mail-html.ts`. */
const PAPERS = { light: ['#ffffff', '#f3f5f2'], dark: ['#1a201e', '#101413'] } as const;
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

function htmlWith(expert: Partial<BookingMailInput['expert']>, more: Partial<BookingMailInput> = {}): string {
  const base = bookingMailInput(more);
  const [row] = mails.booked({ ...base, expert: { ...base.expert, ...expert } });
  if (!row) throw new Error('There is no mail.');
  const { topic, key, payload } = row;
  return handler.compose({ topic, key, payload, attempt: 1, createdAt: base.createdAt }).html;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

describe('the look of a mail', () => {
  it("has the expert's colour, on light and on dark paper, with their photo and name", () => {
    const html = htmlWith({ brandColor: '#c2410c', photoVersion: 'v7' });
    const { light, dark } = mailAccent('#c2410c');
    expect(html).toContain(`background:${light.color};border:1px solid ${light.color}`);
    expect(html).toContain(`.link{color:${dark.color}!important}`);
    expect(html).not.toContain(`background:${PRODUCT_ACCENT.light.color}`);
    expect(html).toContain('<img src="https://book.example.org/api/v1/experts/ada/photo?v=v7"');
    expect(html).toMatch(/alt="".*Ada Lovelace<\/span>/);
    expect(html).not.toContain('>ExpertBook</span>');
  });

  it.each([undefined, '', 'red', '#12', 'url(//evil)', '#c2410c;background:url(//evil)'])(
    "is the product's with the colour %p, and has no image without a photo",
    (brandColor) => {
      const html = htmlWith({ brandColor });
      expect(html).toContain(`background:${PRODUCT_ACCENT.light.color}`);
      expect(html).not.toMatch(/<img|evil/);
    },
  );

  it('is readable with every colour (WCAG 2.2 AA)', () => {
    const colors = fc
      .integer({ min: 0, max: 0xffffff })
      .map((one) => `#${one.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colors, (color) => {
        const accent = mailAccent(color);
        for (const theme of ['light', 'dark'] as const) {
          const { color: ink, on } = accent[theme];
          for (const paper of PAPERS[theme]) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(ink, on)).toBeGreaterThanOrEqual(READABLE);
        }
      }),
    );
    for (const theme of ['light', 'dark'] as const)
      expect(contrast(PRODUCT_ACCENT[theme].color, PRODUCT_ACCENT[theme].on)).toBeGreaterThanOrEqual(
        READABLE,
      );
  });

  it('contains nothing of an expert whose account is being deleted', () => {
    expect(htmlWith({ photoVersion: 'v7' }, { expertLeaves: true })).not.toContain('<img');
  });

  describe("and the event type's mark", () => {
    const icon = (html: string) => /<img src="([^"]*event-icons[^"]*)"[^>]*alt=""/.exec(html)?.[1];
    const cell = (html: string) => /<td class="mark" width="(\d+)"[^>]*bgcolor="(#[0-9a-f]{6})"/.exec(html);

    it("is its icon on its colour, next to the title, which has the expert's colour", () => {
      const html = htmlWith({ brandColor: '#1d4ed8' }, { mark: { color: '#c2410c', icon: 'coffee' } });
      expect(icon(html)).toBe('https://book.example.org/images/event-icons/coffee.png');
      expect(cell(html)?.slice(1)).toEqual(['40', mailAccent('#c2410c').light.color]);
      expect(html.indexOf('event-icons')).toBeLessThan(html.indexOf('>30-minute strategy call<'));
      const { light } = mailAccent('#1d4ed8');
      expect(html).toContain(`background:${light.color};border:1px solid ${light.color}`);
    });

    it('is a dot without an icon, and gives the mail its colour when the expert has none', () => {
      const html = htmlWith({}, { mark: { color: '#facc15', icon: null } });
      const { light, dark } = mailAccent('#facc15');
      expect(icon(html)).toBeUndefined();
      expect(cell(html)?.slice(1)).toEqual(['14', '#facc15']);
      expect(html).toContain(`background:${light.color};border:1px solid ${light.color}`);
      expect(html).toContain(`.link{color:${dark.color}!important}`);
    });

    it.each(['red', '#12', 'url(//evil)', '#c2410c;background:url(//evil)'])(
      "is the product's with the colour %p",
      (color) => {
        const html = htmlWith({}, { mark: { color, icon: null } });
        expect(cell(html)?.slice(1)).toEqual(['14', PRODUCT_ACCENT.light.color]);
        expect(html).not.toContain('evil');
      },
    );

    it("has the expert's colour where it has none of its own, otherwise the product's", () => {
      const mark = { color: null, icon: 'star' } as const;
      expect(cell(htmlWith({ brandColor: '#1d4ed8' }, { mark }))?.[2]).toBe(
        mailAccent('#1d4ed8').light.color,
      );
      expect(cell(htmlWith({}, { mark }))?.[2]).toBe(PRODUCT_ACCENT.light.color);
    });

    it('is dark enough for white with every colour (WCAG 2.2 AA)', () => {
      const colors = fc
        .integer({ min: 0, max: 0xffffff })
        .map((one) => `#${one.toString(16).padStart(6, '0')}`);
      fc.assert(
        fc.property(colors, (color) => {
          const drawn = cell(htmlWith({}, { mark: { color, icon: 'chat' } }))?.[2] ?? '';
          expect(contrast(drawn, '#ffffff')).toBeGreaterThanOrEqual(READABLE);
        }),
        { numRuns: 20 },
      );
    });

    it('is at the side where lines begin', () => {
      const mark = { color: '#c2410c', icon: 'coffee' } as const;
      const { expert } = bookingMailInput();
      const english = htmlWith({}, { mark });
      const arabic = htmlWith({ ...expert, language: 'ar' }, { mark });
      expect(english).toContain('padding:2px 0 0;padding-right:12px');
      expect(arabic).toContain('padding:2px 0 0;padding-left:12px');
    });

    it.each([undefined, { color: null, icon: null }])('does not appear where there is none: %j', (mark) => {
      expect(htmlWith({}, { mark })).not.toMatch(/class="mark"|event-icons/);
    });

    it('does not appear in the last mails of an account that is being deleted', () => {
      const mark = { color: '#c2410c', icon: 'coffee' } as const;
      expect(htmlWith({}, { mark, expertLeaves: true })).not.toMatch(/class="mark"|event-icons/);
    });
  });

  it('of a mail about an account is that of the installation', () => {
    const { html } = accountMail(
      {
        language: 'en',
        subject: 'Subject',
        preview: 'Preview',
        badge: { text: 'Badge', tone: 'good' },
        heading: 'Heading',
        intro: 'Intro',
        facts: [],
        actions: [],
        footer: 'Footer',
      },
      'ada@example.org',
      'account',
      environment,
    );
    expect(html).toContain('>ExpertBook</span>');
    expect(html).not.toContain('<img');
  });
});
