import type { IncomingHttpHeaders } from 'node:http';
import type { EgressClient, EgressRequest, EgressResponse } from '../../egress/egress-client';
import { DomainError } from '../../http/domain-error';

/** What an address responds with. Without a body it is not reachable. */
export interface Answer {
  status?: number;
  body?: string;
  headers?: IncomingHttpHeaders;
  /** Where redirects ended, followed by the client without the password. */
  url?: string;
}

export type Answers = Readonly<Record<string, Answer | ((body: string) => Answer)>>;

/** Stands for the egress client: gives the documents of a spec, and keeps what was asked. */
export class RecordedEgress {
  readonly asked: { line: string; authorization: string | undefined; body: string }[] = [];

  /** @param answers by method and address; 404 for all others */
  constructor(private readonly answers: Answers) {}

  fetch(address: string, { method = 'GET', headers, body }: EgressRequest = {}): Promise<EgressResponse> {
    const line = `${method} ${address}`;
    const text = String(body ?? '');
    this.asked.push({ line, authorization: headers?.['authorization'], body: text });
    const answer = this.answers[line] ?? { status: 404, body: '' };
    const given = typeof answer === 'function' ? answer(text) : answer;
    if (given.body === undefined) return Promise.reject(new DomainError('address_not_reachable'));
    return Promise.resolve({
      status: given.status ?? 207,
      headers: given.headers ?? {},
      body: Buffer.from(given.body),
      url: given.url ?? address,
    });
  }

  get client(): EgressClient {
    return this as unknown as EgressClient;
  }

  get lines(): string[] {
    return this.asked.map(({ line }) => line);
  }
}

/** A multistatus document, with prefixes as servers like them. */
export function multistatus(...parts: string[]): Answer {
  const names =
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/" xmlns:a="http://apple.com/ns/ical/"';
  return { body: `<?xml version="1.0"?><d:multistatus ${names}>${parts.join('')}</d:multistatus>` };
}

/** One resource with properties that were found, and one that was not. */
export function resource(href: string, properties: string): string {
  const found = `<d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>`;
  const missing =
    '<d:propstat><d:prop><d:displayname>no</d:displayname></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>';
  return `<d:response><d:href>${href}</d:href>${missing}${found}</d:response>`;
}

export function gone(href: string, status = '404 Not Found'): string {
  return `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status}</d:status></d:response>`;
}

export const CALENDAR = '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>';
