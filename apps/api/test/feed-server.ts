import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A calendar file behind an HTTP server, as web calendars publish it. */
export interface FeedServer {
  address: string;
  /** Requests so far. */
  readonly requests: readonly Pick<IncomingMessage, 'headers'>[];
  /** Replaces the events; instants are epoch milliseconds or ISO. */
  set(events: readonly FeedEvent[]): void;
  /** What it responds with from now on instead of the file; null = the file. */
  respond(status: number | 'never' | null): void;
  close(): Promise<void>;
}

export interface FeedEvent {
  uid: string;
  start: string;
  end: string;
  /** Further lines of the event. */
  lines?: readonly string[];
}

/** Settings with which the API reads a {@link FeedServer}. */
export const FEED_SETTINGS = { EGRESS_HTTP: 'true', EGRESS_ALLOW: '127.0.0.1' };

export async function startFeed(): Promise<FeedServer> {
  const requests: Pick<IncomingMessage, 'headers'>[] = [];
  let file = fileOf([]);
  let version = 1;
  let status: number | 'never' | null = null;
  const server: Server = createServer((request, response) => {
    requests.push({ headers: request.headers });
    if (status === 'never') return;
    if (status !== null) return void response.writeHead(status).end();
    const etag = `"${version}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { etag, 'content-type': 'text/calendar' }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/secret-3f9a/basic.ics`,
    requests,
    set: (events) => {
      file = fileOf(events);
      version += 1;
    },
    respond: (next) => (status = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function fileOf(events: readonly FeedEvent[]): string {
  const components = events.flatMap(({ uid, start, end, lines = [] }) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:${basic(start)}`,
    `DTEND:${basic(end)}`,
    'SUMMARY:Private words',
    ...lines,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Family', ...components, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

function basic(instant: string): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
