import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import { CONNECTION_OPTIONS } from '../src/app/database/connection-options';

/** A connection of the test's own, without the API: to write and read raw documents. */
export function openDatabase(mongoUri: string): Promise<Connection> {
  // Dropping a database may take longer than any request.
  return mongoose.createConnection(mongoUri, { ...CONNECTION_OPTIONS, socketTimeoutMS: 0 }).asPromise();
}

/** Removes a test's database and closes the connection. */
export async function dropDatabase(connection: Connection): Promise<void> {
  await connection.dropDatabase();
  await connection.close();
}
