import { directionOf, escapeHtml } from '@expertbook/presentation';
import type { MailAccent } from './mail-accent';
import { PRODUCT_ACCENT } from './mail-accent';
import type { MailContent, MailFact, MailLink } from './mail-content';
import { ISOLATE, ISOLATE_END } from './mail-locale';

/** Some mail clients do not support `start` and `end`. */
type Sides = Readonly<{ start: 'left' | 'right'; end: 'left' | 'right' }>;
const SIDES: Readonly<Record<'ltr' | 'rtl', Sides>> = {
  ltr: { start: 'left', end: 'right' },
  rtl: { start: 'right', end: 'left' },
};

const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const TONES = {
  good: { ink: '#0b5f52', paper: '#dff3ec' },
  waiting: { ink: '#7a4a00', paper: '#fdeccb' },
  off: { ink: '#8c1d18', paper: '#fbe4e2' },
} as const;

/**
 * What inline styles cannot express: the dark palette and narrow screens. Mail clients that ignore it show the light
 * mail.
 */
const styleOf = ({ dark }: MailAccent) => `
  :root{color-scheme:light dark;supported-color-schemes:light dark}
  @media (prefers-color-scheme:dark){
    .page{background:#101413!important}
    .card{background:#1a201e!important;border-color:#2f3835!important}
    .ink{color:#eef3f1!important}
    .soft{color:#b4c0bb!important}
    .rule{border-color:#2f3835!important}
    .link{color:${dark.color}!important}
    .main{color:${dark.on}!important;background:${dark.color}!important;border-color:${dark.color}!important}
    .side{color:#eef3f1!important;border-color:#56625d!important}
    .good{background:#0e3d34!important;color:#a8f1df!important}
    .waiting{background:#4a3108!important;color:#ffdda6!important}
    .off{background:#55211d!important;color:#ffdad5!important}
  }
  @media (max-width:480px){
    .card-cell{padding:24px 20px!important}
    .fact-label,.fact-value{display:block!important;width:auto!important;padding-left:0!important;padding-right:0!important}
    .fact-label{padding-bottom:0!important}
    .fact-value{padding-top:2px!important;border-top:0!important}
    .side,.main{display:block!important;text-align:center!important}
    .action{display:block!important;width:100%!important;padding-left:0!important;padding-right:0!important}
  }`;

/**
 * The mail as an HTML page: inline styles, no images except the expert's photo and the event type's icon, light and
 * dark.
 */
export function mailHtml(content: MailContent): string {
  const { language, look } = content;
  const accent = look?.accent ?? PRODUCT_ACCENT;
  const direction = directionOf(language);
  const sides = SIDES[direction];
  // Tighter spacing suits Latin letters; Arabic letters are connected.
  const spacing = direction === 'rtl' ? '' : 'letter-spacing:-.015em;';
  // Some mail clients keep only the body of the page, so the table has the attributes as well.
  const own = `lang="${language}" dir="${direction}"`;
  return `<!doctype html>
<html ${own}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escapeHtml(content.subject)}</title>
<style>${styleOf(accent)}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f2;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${text(content.preview)}</div>
<table role="presentation" ${own} class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f2">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td align="${sides.start}" style="text-align:${sides.start};padding:0 4px 14px;${FONT};font-size:15px;font-weight:700">${masthead(content, sides)}</td></tr>
<tr><td class="card card-cell" align="${sides.start}" style="text-align:${sides.start};padding:32px;background:#ffffff;border:1px solid #e0e5e2;border-radius:16px">
${badge(content)}
<h1 class="ink" style="margin:14px 0 8px;${FONT};font-size:24px;line-height:1.25;font-weight:700;${spacing}color:#17201d;overflow-wrap:anywhere">${text(content.heading)}</h1>
<p class="soft" style="margin:0 0 20px;${FONT};font-size:16px;line-height:1.5;color:#4a5651;overflow-wrap:anywhere">${text(content.intro).replaceAll('\n', '<br>')}</p>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">
${content.facts.map((one) => fact(one, accent, sides)).join('\n')}
</table>
${actions(content.actions, accent, sides)}${calendars(content.calendars, accent)}
</td></tr>
<tr><td class="soft" align="${sides.start}" style="text-align:${sides.start};padding:16px 4px 0;${FONT};font-size:13px;line-height:1.5;color:#5a6661;overflow-wrap:anywhere">${text(content.footer)}<br>${anchor(content.home, accent)}${stop(content, accent)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The head of the mail: the expert with their photo, or the installation. */
function masthead({ look }: MailContent, { end }: Sides): string {
  if (!look)
    return `<span class="link" style="color:${PRODUCT_ACCENT.light.color};letter-spacing:-.01em">ExpertBook</span>`;
  const name = `<span class="link" style="color:${look.accent.light.color};overflow-wrap:anywhere">${text(look.name)}</span>`;
  if (look.photo === null) return name;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding-${end}:12px"><img src="${escapeHtml(look.photo)}" width="40" height="40" alt="" style="display:block;width:40px;height:40px;border-radius:50%;border:0"></td><td style="vertical-align:middle;${FONT};font-size:15px;font-weight:700">${name}</td></tr></table>`;
}

function badge({ badge: { text: words, tone } }: MailContent): string {
  const { ink, paper } = TONES[tone];
  return `<p style="margin:0;${FONT}"><span class="${tone}" style="display:inline-block;padding:4px 12px;border-radius:999px;background:${paper};color:${ink};font-size:13px;line-height:1.4;font-weight:600">${text(words)}</span></p>`;
}

function fact(
  { label, lines, href, gone, strong, mark }: MailFact,
  accent: MailAccent,
  sides: Sides,
): string {
  const { start, end } = sides;
  const [first = '', ...rest] = lines;
  const strike = gone ? ';text-decoration:line-through' : '';
  const head = href
    ? anchor({ label: first, href }, accent)
    : `<span style="font-weight:${strong ? 600 : 400}${strike}">${text(first)}</span>`;
  const others = rest.map(
    (line) => `<br><span style="text-decoration:${gone ? 'line-through' : 'none'}">${text(line)}</span>`,
  );
  const rule = 'border-top:1px solid #e6ebe8';
  return `<tr>
<th scope="row" class="fact-label soft rule" width="108" style="${rule};padding:12px 0;padding-${end}:16px;text-align:${start};vertical-align:top;${FONT};font-size:14px;line-height:1.5;font-weight:500;color:#5a6661;overflow-wrap:anywhere">${text(label)}</th>
<td class="fact-value ink rule" align="${start}" style="padding:12px 0;text-align:${start};vertical-align:top;${FONT};font-size:15px;line-height:1.5;color:#17201d;overflow-wrap:anywhere;word-break:break-word;${rule}">${withMark(mark, `${head}${others.join('')}`, sides)}</td>
</tr>`;
}

/**
 * Lines after the mark. The icon is an image, because mail clients do not show SVG; without images its colour
 * remains.
 */
function withMark(mark: MailFact['mark'], lines: string, { start, end }: Sides): string {
  if (!mark) return lines;
  const icon = mark.icon
    ? `<img src="${escapeHtml(mark.icon)}" width="22" height="22" alt="" style="display:block;width:22px;height:22px;margin:0 auto;border:0">`
    : '';
  const side = icon ? 40 : 14;
  const look = `width:${side}px;height:${side}px;border-radius:${icon ? '12px' : '50%'};background:${mark.color};vertical-align:middle;text-align:center;font-size:0;line-height:0`;
  const top = icon ? 2 : 5;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:${top}px 0 0;padding-${end}:12px;vertical-align:top"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="mark" width="${side}" height="${side}" align="center" bgcolor="${mark.color}" style="${look}">${icon}</td></tr></table></td><td class="ink" align="${start}" style="text-align:${start};vertical-align:top;${FONT};font-size:15px;line-height:1.5;color:#17201d;overflow-wrap:anywhere;word-break:break-word">${lines}</td></tr></table>`;
}

function actions(links: readonly MailLink[], { light }: MailAccent, { end }: Sides): string {
  if (links.length === 0) return '';
  const cells = links.map(({ label, href }, index) => {
    const look =
      index === 0
        ? `color:${light.on};background:${light.color};border:1px solid ${light.color}`
        : 'color:#17201d;border:1px solid #b9c3be';
    return `<td class="action" style="padding:0 0 10px;padding-${end}:10px"><a class="${index === 0 ? 'main' : 'side'}" href="${escapeHtml(href)}" style="display:inline-block;padding:12px 22px;border-radius:999px;${FONT};font-size:15px;line-height:1.3;font-weight:600;text-decoration:none;${look}">${text(label)}</a></td>`;
  });
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:22px"><tr>${cells.join('')}</tr></table>`;
}

function calendars(choices: MailContent['calendars'], accent: MailAccent): string {
  if (!choices) return '';
  return `<p class="soft" style="margin:14px 0 0;${FONT};font-size:14px;line-height:1.7;color:#5a6661">${text(choices.label)}: ${choices.links.map((link) => anchor(link, accent)).join(' &nbsp;·&nbsp; ')}</p>`;
}

function stop({ stop: link }: MailContent, { light }: MailAccent): string {
  if (!link) return '';
  return ` &nbsp;·&nbsp; <a class="link" href="${escapeHtml(link.href)}" style="color:${light.color};text-decoration:underline">${text(link.label)}</a>`;
}

/** Addresses, and the names of calendars and of the installation, run from left to right in every language. */
function anchor({ label, href }: MailLink, { light }: MailAccent): string {
  return `<a class="link" dir="ltr" href="${escapeHtml(href)}" style="color:${light.color};text-decoration:underline;overflow-wrap:anywhere;word-break:break-word">${escapeHtml(label)}</a>`;
}

/** Text as HTML, with isolates as `<bdi>`. */
function text(content: string): string {
  const html = escapeHtml(content);
  return html.includes(ISOLATE) ? html.replaceAll(ISOLATE, '<bdi>').replaceAll(ISOLATE_END, '</bdi>') : html;
}
