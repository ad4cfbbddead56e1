import os from 'node:os';
import type { ConnectOptions } from 'mongoose';

/**
 * Options of every connection. Timeouts are short, so that a frozen primary costs seconds (design section 4,
 * measured); every write waits for a majority's journal; filters are sanitised.
 */
export const CONNECTION_OPTIONS = {
  autoIndex: false,
  autoCreate: false,
  // Mongoose would buffer operations on a lost connection for ten seconds and then report a programming error.
  bufferCommands: false,
  sanitizeFilter: true,
  heartbeatFrequencyMS: 2000,
  connectTimeoutMS: 2000,
  socketTimeoutMS: 2500,
  serverSelectionTimeoutMS: 2500,
  maxPoolSize: 50,
  appName: 'expertbook-api',
  writeConcern: { w: 'majority', j: true },
  // A decision before the lock is based on a read (ADR 2); data of a secondary could be stale, whatever the URI
  // sets.
  readPreference: 'primary',
  // The driver uses a dynamic import, which Jest's sandbox does not support.
  runtimeAdapters: { os },
} as const satisfies ConnectOptions;
