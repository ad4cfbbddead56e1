import type { FastifyInstance } from 'fastify';

const DAY_MS = 86_400_000;
/** RFC 9116 recommends less than a year; every response has a new date. */
const VALID_DAYS = 180;
export const SECURITY_TXT = '/.well-known/security.txt';

/**
 * Publishes where security problems of this installation are reported (RFC 9116). Without a contact the path does not
 * exist.
 */
export function serveSecurityTxt(
  fastify: FastifyInstance,
  { contact, publicUrl }: { contact: string | null; publicUrl: string },
): void {
  if (contact === null) return;
  fastify.get(SECURITY_TXT, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('Cache-Control', 'public, max-age=86400')
      .send(securityTxt(contact, publicUrl, Date.now())),
  );
}

/** @param now epoch milliseconds */
export function securityTxt(contact: string, publicUrl: string, now: number): string {
  const expires = new Date(Math.floor(now / DAY_MS) * DAY_MS + VALID_DAYS * DAY_MS);
  const fields = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${publicUrl}${SECURITY_TXT}`,
  ];
  return `${fields.join('\n')}\n`;
}
