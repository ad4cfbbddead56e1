import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Problem } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../src/app/app.module';
import { createAdapter, setUpApp } from '../src/app/app.setup';
import { readEnvironment } from '../src/app/config/environment';
import { mustBeClean } from './audit';

/** A response of the API with its parsed body. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export interface TestApi {
  app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>` */
  url: string;
  mongoUri: string;
  connection: Connection;
  /** Sends JSON to a path under `/api/v1`; never throws on an HTTP error. */
  call<T>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>;
  /**
   * Audits the database, drops it and ends the API.
   * @throws Error with the auditor's lines when it finds faults
   */
  close(options?: CloseOptions): Promise<void>;
}

export interface CloseOptions {
  /** Why the data is damaged on purpose; it is then not audited. */
  damaged?: string;
}

export interface CallOptions {
  body?: unknown;
  accessToken?: string;
  headers?: Record<string, string>;
}

/** The URI of a new database on the shared replica set. */
export function freshMongoUri(): string {
  const uri = new URL(process.env['TEST_MONGO_URI'] ?? '');
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  return uri.href;
}

const GENEROUS = '10000000';

/** Limits so high that only tests about limits reach them. */
export const TEST_SETTINGS: Readonly<Record<string, string>> = {
  NODE_ENV: 'test',
  PORT: '0',
  HOST: '127.0.0.1',
  JWT_SECRET: 'a-secret-for-tests-that-is-long-enough-0001',
  LOG_LEVEL: 'silent',
  INBOX_KEY: 'the-inbox-key-of-the-tests',
  RATE_LIMIT: GENEROUS,
  RATE_LIMIT_WRITES: GENEROUS,
  RATE_LIMIT_SIGN_IN: GENEROUS,
  UNPROVEN_PER_HOUR: GENEROUS,
  UNPROVEN_PER_DAY: GENEROUS,
  UNPROVEN_PER_NETWORK: GENEROUS,
  UNPROVEN_PER_EXPERT: GENEROUS,
  EMAIL_CODES_PER_NETWORK: GENEROUS,
  RESCHEDULES_PER_HOUR: GENEROUS,
  HOLDS_PER_CLIENT: '1000000',
  BOOKINGS_PER_CLIENT: '1000000',
  HELD_SHARE: '100',
  PROOF_AFTER: '1000000',
  SOCKETS_PER_NETWORK: '1000000',
  REGISTRATIONS_PER_NETWORK: GENEROUS,
  HANDLE_CHECKS_PER_MINUTE: GENEROUS,
  ACCOUNT_MAILS_PER_ADDRESS: GENEROUS,
  // Only tests about it confirm addresses; others may have an SMTP server as well.
  VERIFY_EMAIL: 'false',
};

/** The whole API in this process on a free port, with a database of its own that `close` drops. */
export async function startApi(settings: Record<string, string> = {}): Promise<TestApi> {
  const mongoUri = settings['MONGO_URI'] ?? freshMongoUri();
  const environment = readEnvironment({ ...TEST_SETTINGS, ...settings, MONGO_URI: mongoUri });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment),
    createAdapter(environment),
    {
      bufferLogs: true,
      abortOnError: false,
    },
  );
  try {
    await setUpApp(app, environment);
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    // A failed start leaves nothing open.
    await app.close();
    throw error;
  }
  const url = await app.getUrl();
  const connection = app.get<Connection>(getConnectionToken());
  return {
    app,
    url,
    mongoUri,
    connection,
    call: (method, path, options) => call(url, method, path, options),
    close: async ({ damaged } = {}) => {
      try {
        if (damaged === undefined) await mustBeClean(mongoUri);
      } finally {
        await connection.dropDatabase().catch(() => undefined);
        await app.close();
      }
    },
  };
}

/** See {@link TestApi.call}; for processes the harness did not start. */
export async function call<T>(
  url: string,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(options.accessToken && { Authorization: `Bearer ${options.accessToken}` }),
      ...options.headers,
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as T,
  };
}

/** Narrows a response to a problem for assertions. */
export function problemOf(answer: Answer<unknown>): Problem {
  return answer.body as Problem;
}
