import type { ExchangeResult } from './exchange';
import { EgressRefusal } from './egress-refusal';

/** The request to one address of a chain of redirects. */
export interface Step {
  url: URL;
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
}

const REDIRECTS = [301, 302, 303, 307, 308];
/** Headers without information about the requester: all others are sent only to their original origin. */
const HARMLESS = ['accept', 'accept-language', 'content-type', 'depth', 'prefer', 'user-agent'];
/**
 * Methods whose body is a query (RFC 4918, RFC 3253), which may be sent to another origin. Other bodies may contain
 * secrets.
 */
const QUESTIONS = ['PROPFIND', 'REPORT'];

/**
 * The request after a redirect; null for a response that is none. The rules are those of browsers, except that
 * credentials never reach another origin and https never becomes http.
 * @throws EgressRefusal
 */
export function nextStep(step: Step, { status, headers }: ExchangeResult): Step | null {
  if (!REDIRECTS.includes(status) || headers.location === undefined) return null;
  if (!URL.canParse(headers.location, step.url.href)) throw new EgressRefusal('bad_address');
  const url = new URL(headers.location, step.url);
  if (step.url.protocol === 'https:' && url.protocol === 'http:') throw new EgressRefusal('downgrade');
  const isSameOrigin = url.origin === step.url.origin;
  url.username = '';
  url.password = '';
  const becomesGet = (status === 303 && step.method !== 'HEAD') || (status < 303 && step.method === 'POST');
  const body = becomesGet ? null : step.body;
  if (body && !isSameOrigin && !QUESTIONS.includes(step.method))
    throw new EgressRefusal('body_across_origins');
  const kept = Object.entries(step.headers).filter(
    ([name]) => (isSameOrigin || HARMLESS.includes(name)) && (body || name !== 'content-type'),
  );
  return { url, method: becomesGet ? 'GET' : step.method, headers: Object.fromEntries(kept), body };
}
