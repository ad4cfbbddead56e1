import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy } from 'class-validator';
import { MayBeAbsent } from '../http/fields';

const MAX_SITES = 20;
const MAX_SITE_LENGTH = 300;
/** URL parsers accept quotes and semicolons in host names, which would be syntax in a Content-Security-Policy. */
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/**
 * The origin of a site that may embed the booking pages, as browsers write it (WHATWG URL, 6.6):
 * `https://example.com`.
 * @returns null unless it is https, or http on this machine; a path after it is dropped
 */
export function siteOriginOf(text: string): string | null {
  if (text.length > MAX_SITE_LENGTH || !URL.canParse(text)) return null;
  const { protocol, hostname, origin, username, password } = new URL(text);
  const secure = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return secure && HOST.test(hostname) && username === '' && password === '' ? origin : null;
}

/** Up to twenty {@link siteOriginOf origins}, each once. May be left out. */
export function AllowedSitesField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: [String],
      maxItems: MAX_SITES,
      example: ['https://example.com'],
      description: 'Sites whose pages may embed the booking pages: https, or http://localhost.',
    }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? normalised(value) : value)),
    MayBeAbsent(),
    IsArray({ message: '$property must be a list of sites.' }),
    ArrayMaxSize(MAX_SITES, { message: `$property must be at most ${MAX_SITES} sites.` }),
    ValidateBy({
      name: 'isSite',
      validator: {
        validate: (value) => Array.isArray(value) && value.every(isOrigin),
        defaultMessage: (args) => {
          const sites: unknown = args?.value;
          const bad: unknown = Array.isArray(sites) ? sites.find((site) => !isOrigin(site)) : '';
          const named = typeof bad === 'string' ? ` Not so: ${bad.slice(0, MAX_SITE_LENGTH)}` : '';
          return `$property must be addresses such as https://example.com.${named}`;
        },
      },
    }),
  );
}

function isOrigin(site: unknown): boolean {
  return typeof site === 'string' && siteOriginOf(site) === site;
}

/** An invalid site stays unchanged, for the error message. */
function normalised(sites: unknown[]): unknown[] {
  return [
    ...new Set(sites.map((site) => (typeof site === 'string' ? (siteOriginOf(site.trim()) ?? site) : site))),
  ];
}
