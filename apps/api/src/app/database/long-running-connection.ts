import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import { CONNECTION_OPTIONS } from './connection-options';

/** A connection without a socket timeout, for work that takes longer than any request; the caller closes it. */
export function openLongRunning(mongoUri: string): Promise<Connection> {
  const options = { ...CONNECTION_OPTIONS, socketTimeoutMS: 0, maxPoolSize: 4 };
  return mongoose.createConnection(mongoUri, options).asPromise();
}
