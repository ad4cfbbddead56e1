import type { EventType } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { trusted, Types } from 'mongoose';
import { createHash } from 'node:crypto';
import type { ApiProcess } from '../api-process';
import { spawnApi } from '../api-process';
import type { CallOptions } from '../harness';
import { call } from '../harness';
import type { PublishedExpert } from '../published-expert';
import { publishExpert } from '../published-expert';
import { dropDatabase, openDatabase } from '../raw-database';
import { HOLD_MAX_AGE, HOLD_TTL } from './oracle';
import type { Request, Seen } from './requests';
import { HOURS, TYPES, ZONE, firstDayAfter, settingsOf, windowOf } from './rules';

/** An expert with the data for the model's calls. */
export interface StagedExpert extends PublishedExpert {
  /** In the order of the model's types. */
  types: EventType[];
}

/** Two API processes on one database. */
export class Stage {
  readonly firstDay = firstDayAfter(Date.now());
  /** 503 responses: allowed while a dead process's transaction still locks a calendar. */
  busy = 0;
  /** Lists that were behind a change made in the other process. */
  stale = 0;

  /** Started in advance, to replace the next one that is killed, so that kills cost no waiting. Null until one is. */
  private spare: Promise<ApiProcess> | null = null;

  private constructor(
    readonly connection: Connection,
    private readonly processes: ApiProcess[],
    private readonly settings: Record<string, string>,
  ) {}

  static async open(mongoUri: string): Promise<Stage> {
    const settings = {
      MONGO_URI: mongoUri,
      TRANSACTION_DEADLINE_MS: '20000',
      ACCESS_TOKEN_TTL: '86400',
      HOLD_TTL: String(HOLD_TTL),
      HOLD_MAX_AGE: String(HOLD_MAX_AGE),
    };
    const connection = await openDatabase(mongoUri);
    // Sequentially: on a busy machine two concurrent starts delay each other.
    const processes = [await spawnApi(settings), await spawnApi(settings)];
    return new Stage(connection, processes, settings);
  }

  async close(): Promise<void> {
    const spare = await this.spare;
    await Promise.all([...this.processes, ...(spare ? [spare] : [])].map((one) => one.stop()));
    await dropDatabase(this.connection);
  }

  /** `kill -9`, without a new process. */
  kill(index: number): Promise<void> {
    return this.through(index).kill();
  }

  /** Replaces the process. */
  async startAgain(index: number): Promise<void> {
    this.processes[index] = await (this.spare ?? spawnApi(this.settings));
    this.spare = spawnApi(this.settings);
    // The error is reported where the process is used.
    this.spare.catch(() => undefined);
  }

  through(index: number): ApiProcess {
    const found = this.processes[index];
    if (!found) throw new Error(`No process ${index}`);
    return found;
  }

  /** A new expert with all types and hours of the model. */
  async newExpert(): Promise<StagedExpert> {
    const [first, ...others] = TYPES.map((type) => settingsOf(type, windowOf(this.firstDay)));
    const expert = await publishExpert(this.through(0).url, first);
    const types = [expert.eventType];
    for (const settings of others) types.push(await expert.addEventType(settings));
    const [schedule] = (await expert.asExpert<{ id: string }[]>('GET', '/schedules')).body;
    const weekly = Array.from({ length: 7 }, () => HOURS);
    const opened = await expert.asExpert('PATCH', `/schedules/${schedule?.id}`, { timeZone: ZONE, weekly });
    const moved = await expert.asExpert('PATCH', '/experts/me', { timeZone: ZONE });
    if (opened.status !== 200 || moved.status !== 200) throw new Error('The expert could not be set up.');
    return { ...expert, types };
  }

  /**
   * Sends a request through a process.
   * @returns the response; null when the connection broke before
   */
  async send(experts: readonly StagedExpert[], request: Request, through: number): Promise<Seen | null> {
    const sentAt = Date.now();
    if (request.do === 'expire') {
      await this.expireHold(request.token);
      return { status: 204, body: {}, sentAt, receivedAt: Date.now() };
    }
    const { method, path, options } = toHttp(experts, request);
    for (;;) {
      const { url } = this.through(through);
      const answer = await call<Record<string, unknown>>(url, method, `${path}`, options).catch(() => null);
      if (!answer) return null;
      if (answer.status === 503) this.busy++;
      else return { status: answer.status, body: answer.body, sentAt, receivedAt: Date.now() };
    }
  }

  /** A write that waits for open transactions of a dead process in the calendar. */
  async touchCalendar({ types, accessToken }: StagedExpert, through: number): Promise<void> {
    const path = `/event-types/${types[0]?.id}`;
    for (;;) {
      const body = { description: `Touched at ${Date.now()}` };
      const { status } = await call(this.through(through).url, 'PATCH', path, { accessToken, body });
      if (status === 200) return;
      if (status !== 503) throw new Error(`The calendar could not be touched: ${status}`);
      this.busy++;
    }
  }

  /**
   * As if five minutes had passed for this hold. The calendar's revision rises with it, because processes cache the
   * old expiry with the revision. The races test the real passing of time.
   */
  private async expireHold(token: string): Promise<void> {
    const past = new Date(Date.now() - 1);
    const hold = await this.connection
      .collection<{ expertId: Types.ObjectId; padStart: Date; padEnd: Date }>('bookings')
      .findOneAndUpdate(
        { 'hold.tokenHash': sha256(token), status: 'held', expiresAt: trusted({ $gt: past }) },
        { $set: { expiresAt: past } },
      );
    if (!hold) return;
    const freed = [[hold.padStart, hold.padEnd]];
    const lastChange = { reason: 'released', taken: [], freed, bookingIds: [], id: new Types.ObjectId() };
    await this.connection
      .collection('calendars')
      .updateOne({ _id: hold.expertId }, { $inc: { revision: 1 }, $set: { lastChange } });
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function toHttp(
  experts: readonly StagedExpert[],
  request: Exclude<Request, { do: 'expire' }>,
): { method: string; path: string; options: CallOptions } {
  const post = (path: string, body?: unknown, more: CallOptions = {}) => ({
    method: 'POST',
    path,
    options: { ...more, ...(body !== undefined && { body }) },
  });
  const start = 'start' in request ? new Date(request.start).toISOString() : '';
  switch (request.do) {
    case 'hold':
      return post('/holds', { ...what(experts, request), start });
    case 'renew':
      return post(`/holds/${request.token}/renew`);
    case 'release':
      return { method: 'DELETE', path: `/holds/${request.token}`, options: {} };
    case 'list':
      return { method: 'GET', path: slotsPath(experts, request), options: {} };
    case 'book': {
      const { holdToken, email, key } = request;
      const attendee = { name: 'Grace Hopper', email, timeZone: 'America/New_York' };
      const body = { ...what(experts, request), start, attendee, ...(holdToken !== null && { holdToken }) };
      return post('/bookings', body, key === null ? {} : { headers: { 'Idempotency-Key': key } });
    }
    case 'reschedule': {
      const { uid, holdToken, reason } = request;
      const body = { start, ...(holdToken !== null && { holdToken }), ...(reason !== null && { reason }) };
      return post(`/bookings/${uid}/reschedule`, body, credentials(experts, request));
    }
    case 'view':
      return { method: 'GET', path: `/bookings/${request.uid}`, options: credentials(experts, request) };
    case 'cancel':
    case 'decline': {
      const body = request.reason === null ? {} : { reason: request.reason };
      return post(`/bookings/${request.uid}/${request.do}`, body, credentials(experts, request));
    }
    default:
      return post(`/bookings/${request.uid}/${request.do}`, undefined, credentials(experts, request));
  }
}

function what(
  experts: readonly StagedExpert[],
  { expert, type, minutes }: { expert: number; type: number; minutes: number | null },
): Record<string, unknown> {
  return {
    eventTypeId: experts[expert]?.types[type]?.id,
    ...(minutes !== null && { duration: minutes }),
  };
}

function credentials(
  experts: readonly StagedExpert[],
  { as, expert, token }: { as: string; expert: number; token: string },
): CallOptions {
  if (as === 'client' || as === 'stranger') return { headers: { 'X-Manage-Token': token } };
  const requester = as === 'expert' ? expert : (expert + 1) % experts.length;
  return { accessToken: experts[requester]?.accessToken ?? '' };
}

function slotsPath(
  experts: readonly StagedExpert[],
  { expert, type, minutes }: { expert: number; type: number; minutes: number },
): string {
  const who = experts[expert];
  const { start, end } = windowOf(firstDayAfter(Date.now()));
  const query = new URLSearchParams({ start, end, timeZone: ZONE, duration: String(minutes) });
  return `/experts/${who?.handle}/event-types/${who?.types[type]?.slug}/slots?${query}`;
}
