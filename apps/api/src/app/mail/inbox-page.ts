import { escapeHtml } from '@expertbook/presentation';
import type { InboxMail } from './inbox.schema';
import type { InboxEntry } from './inbox.service';

const STYLE = `
  :root{color-scheme:light dark;--paper:light-dark(#f3f5f2,#101413);--card:light-dark(#fff,#1a201e);
    --ink:light-dark(#17201d,#eef3f1);--soft:light-dark(#5a6661,#b4c0bb);--line:light-dark(#e0e5e2,#2f3835);
    --link:light-dark(#0b5f52,#8cd4c3)}
  *{box-sizing:border-box}
  body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
  main{max-width:860px;margin:0 auto;padding:32px 16px 48px}
  h1{margin:0 0 4px;font-size:1.6rem;line-height:1.25;letter-spacing:-.015em;overflow-wrap:anywhere}
  p{margin:0 0 20px;color:var(--soft)}
  a{color:var(--link)}
  :focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:6px}
  ol{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:16px;overflow:hidden}
  li + li{border-top:1px solid var(--line)}
  li a{display:block;padding:14px 20px;color:inherit;text-decoration:none;overflow-wrap:anywhere}
  li a:hover{background:var(--paper)}
  li b{display:block;font-weight:600}
  small,dl{color:var(--soft);font-size:.9rem}
  dl{display:grid;grid-template-columns:auto 1fr;gap:2px 16px;margin:0 0 16px;overflow-wrap:anywhere}
  dd{margin:0;color:var(--ink)}
  iframe{display:block;width:100%;height:1300px;border:1px solid var(--line);border-radius:16px;background:#fff}
  details{margin-top:16px}
  summary{cursor:pointer}
  pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px}
  .empty{padding:40px 20px;text-align:center;background:var(--card);border:1px solid var(--line);border-radius:16px}`;

/** The list of kept mails, newest first. */
export function inboxPage(mails: readonly InboxEntry[]): string {
  const rows = mails.map(
    ({ _id, subject, to, createdAt }) =>
      `<li><a href="/api/inbox/${String(_id)}"><b dir="auto">${escapeHtml(subject)}</b><small>To ${escapeHtml(to)} · ${time(createdAt)}</small></a></li>`,
  );
  const list =
    rows.length > 0
      ? `<ol aria-label="Mails, newest first">${rows.join('\n')}</ol>`
      : '<p class="empty">No mails yet. Book a time, and what both sides would get appears here.</p>';
  return page(
    'Inbox',
    `<h1>Inbox</h1>
<p>Mails that would be sent if <code>SMTP_URL</code> were set. Only on this machine, only in development.</p>
${list}`,
  );
}

/** One mail: its HTML in a frame without any permission, its text, and its calendar file. */
export function inboxMailPage(mail: InboxMail): string {
  const base = `/api/inbox/${String(mail._id)}`;
  const calendar = mail.calendar
    ? `<dt>Calendar</dt><dd><a href="${base}/invite.ics" download>invite.ics</a> (${escapeHtml(mail.method ?? '')})</dd>`
    : '';
  return page(
    mail.subject,
    `<p><a href="/api/inbox">All mails</a></p>
<h1 dir="auto">${escapeHtml(mail.subject)}</h1>
<dl><dt>To</dt><dd>${escapeHtml(mail.to)}</dd><dt>Date</dt><dd>${time(mail.createdAt)}</dd>${calendar}</dl>
<iframe title="The mail" src="${base}/mail.html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>As plain text</summary><pre dir="auto">${escapeHtml(mail.text)}</pre></details>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ExpertBook inbox</title>
<link rel="icon" href="/favicon.svg">
<style>${STYLE}
</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

function time(instant: Date): string {
  return `<time datetime="${instant.toISOString()}">${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;
}
