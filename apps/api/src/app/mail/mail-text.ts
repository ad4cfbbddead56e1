import type { MailContent } from './mail-content';

/** The mail for readers of plain text, with every link of the HTML one written out. */
export function mailText(content: MailContent): string {
  const width = Math.max(...content.facts.map(({ label }) => label.length)) + 2;
  const facts = content.facts.map(({ label, lines, href }) =>
    [...lines, ...(href && !lines.includes(href) ? [href] : [])]
      .map((line, index) => (index === 0 ? `${label}:`.padEnd(width) : ' '.repeat(width)) + line)
      .join('\n'),
  );
  const actions = content.actions.map(({ label, href }) => `${label}:\n${href}`);
  const calendars = content.calendarLinks.map(({ label, href }) => `${label}: ${href}`);
  return [
    content.heading,
    content.intro,
    facts.join('\n'),
    ...actions,
    ...(calendars.length > 0 ? [`Add to calendar\n${calendars.join('\n')}`] : []),
    `-- \n${content.footer}\n${content.home.href}`,
  ].join('\n\n');
}
