import type { FastifyReply } from 'fastify';
import type { PhotoFormat } from './photo.schema';
import type { ServedPhoto } from './expert-pictures';

const FOR_EVER = 'public, max-age=31536000, immutable';
const REVALIDATE = 'public, no-cache';

/**
 * Sends a photo, or 304 to a client that has it (RFC 9110, 13.1.2). An address with the current version can be cached
 * for ever; without a version, or with an old one, its content changes.
 */
export function servePhoto(
  reply: FastifyReply,
  { version, bytes }: ServedPhoto,
  {
    wanted,
    as,
    name = as,
    known,
  }: {
    wanted: string | undefined;
    as: PhotoFormat;
    /** Distinguishes pictures of one version; the format when left out. */
    name?: string;
    known: string | undefined;
  },
): void {
  const tag = `"${version}.${name}"`;
  void reply
    .header('ETag', tag)
    .header('Cache-Control', wanted === version ? FOR_EVER : REVALIDATE)
    .header('X-Content-Type-Options', 'nosniff')
    // Pages that embed the booking page, and mail clients, show it too.
    .header('Cross-Origin-Resource-Policy', 'cross-origin')
    .header('Content-Security-Policy', "default-src 'none'; sandbox");
  const tags = known?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  if (tags.includes(tag) || tags.includes('*')) void reply.status(304).send();
  else void reply.type(`image/${as}`).send(bytes);
}
