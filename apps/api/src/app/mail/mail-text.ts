import type { MailContent } from './mail-content';

const INDENT = ' '.repeat(16);

/** The mail as plain text, with every link of the HTML version written out. */
export function mailText(content: MailContent): string {
  const facts = content.facts.map(({ label, lines, href }) => {
    const all = [...lines, ...(href && !lines.includes(href) ? [href] : [])];
    // A long label, such as a question of the expert, gets a line of its own.
    const head = label.length < INDENT.length - 1 ? [] : [`${label}:`];
    const body = all.map((line, index) =>
      index === 0 && head.length === 0 ? `${label}:`.padEnd(INDENT.length) + line : INDENT + line,
    );
    return [...head, ...body].join('\n');
  });
  const actions = content.actions.map(({ label, href }) => `${label}:\n${href}`);
  const { calendars, stop } = content;
  const choices = calendars?.links.map(({ label, href }) => `${label}: ${href}`) ?? [];
  return [
    content.heading,
    content.intro,
    facts.join('\n'),
    ...actions,
    ...(calendars ? [`${calendars.label}\n${choices.join('\n')}`] : []),
    `-- \n${content.footer}\n${content.home.href}${stop ? `\n${stop.label}: ${stop.href}` : ''}`,
  ].join('\n\n');
}
