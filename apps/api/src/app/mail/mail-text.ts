import type { MailContent } from './mail-content';

const INDENT = ' '.repeat(16);

/** The mail for readers of plain text, with every link of the HTML one written out. */
export function mailText(content: MailContent): string {
  const facts = content.facts.map(({ label, lines, href }) => {
    const all = [...lines, ...(href && !lines.includes(href) ? [href] : [])];
    // A question of the expert's is too long to stand before its answer.
    const head = label.length < INDENT.length - 1 ? [] : [`${label}:`];
    const body = all.map((line, index) =>
      index === 0 && head.length === 0 ? `${label}:`.padEnd(INDENT.length) + line : INDENT + line,
    );
    return [...head, ...body].join('\n');
  });
  const actions = content.actions.map(({ label, href }) => `${label}:\n${href}`);
  const { calendars } = content;
  const choices = calendars?.links.map(({ label, href }) => `${label}: ${href}`) ?? [];
  return [
    content.heading,
    content.intro,
    facts.join('\n'),
    ...actions,
    ...(calendars ? [`${calendars.label}\n${choices.join('\n')}`] : []),
    `-- \n${content.footer}\n${content.home.href}`,
  ].join('\n\n');
}
