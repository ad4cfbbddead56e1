import type { CreatedBooking, EventType } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { mustBeClean } from './audit';
import type { Answer } from './harness';
import { call, freshMongoUri } from './harness';
import { claimsOf, iso } from './model/race';
import type { BookOptions, PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';

/** Two API processes on one database, and an expert per test. Instants are epoch milliseconds. */
export interface TwoProcesses {
  /** Settings of both. */
  readonly settings: Readonly<Record<string, string>>;
  readonly connection: Connection;
  readonly processes: readonly [ApiProcess, ApiProcess];
  readonly expert: PublishedExpert;
  /** URL of the first for even numbers, of the second for odd ones. */
  through(i: number): string;
  /** Sends `count` requests at once, in turn through both. */
  atOnce<T>(count: number, ask: (i: number, url: string) => Promise<T>): Promise<T[]>;
  asClient<T>(url: string, what: string, booking: CreatedBooking, body?: unknown): Promise<Answer<T>>;
  asExpert<T>(url: string, path: string, body?: unknown): Promise<Answer<T>>;
  book(start: number, more?: BookOptions): Promise<Answer<CreatedBooking>>;
  /** @throws Error unless it is booked */
  mustBook(start: number, eventType?: EventType): Promise<CreatedBooking>;
  claims(): ReturnType<typeof claimsOf>;
}

/**
 * Starts them for the specs of the enclosing `describe`, and audits their data at the end.
 * @param more settings besides those of every race: long deadlines, because races must be decided by order
 */
export function twoProcesses(more: Record<string, string> = {}): TwoProcesses {
  const mongoUri = freshMongoUri();
  const settings = {
    MONGO_URI: mongoUri,
    TRANSACTION_DEADLINE_MS: '30000',
    // Both write the same links.
    PUBLIC_URL: 'http://localhost:3000',
    ...more,
  };
  let connection: Connection;
  let processes: [ApiProcess, ApiProcess];
  let expert: PublishedExpert;
  beforeAll(async () => {
    connection = await openDatabase(mongoUri);
    // Sequentially: on a busy machine two concurrent starts delay each other.
    processes = [await spawnApi(settings), await spawnApi(settings)];
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    try {
      await mustBeClean(mongoUri, '--rules-unchanged');
    } finally {
      await dropDatabase(connection);
    }
  });
  beforeEach(async () => (expert = await publishExpert(processes[0].url)));

  const through = (i: number) => processes[i % 2 ? 1 : 0].url;
  const book: TwoProcesses['book'] = (start, options) => expert.book(iso(start), options);
  return {
    settings,
    get connection() {
      return connection;
    },
    get processes() {
      return processes;
    },
    get expert() {
      return expert;
    },
    through,
    atOnce: (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i, through(i)))),
    asClient: (url, what, { uid, manageToken }, body = {}) =>
      call(url, 'POST', `/bookings/${uid}/${what}`, { headers: { 'X-Manage-Token': manageToken }, body }),
    asExpert: (url, path, body) =>
      call(url, 'POST', path, {
        accessToken: expert.accessToken,
        ...(body !== undefined && { body }),
      }),
    book,
    mustBook: async (start, eventType = expert.eventType) => {
      const answer = await book(start, { eventType });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    claims: () => claimsOf(connection, expert),
  };
}
