import { randomBytes } from 'node:crypto';

const CLIENTS = 6;
const ALL_DAY = [{ start: '00:00', end: '24:00' }];
const DAY_MS = 86_400_000;

/**
 * @typedef {object} Known the last response to a client about their booking
 * @property {string} uid
 * @property {string} token
 * @property {string} status
 * @property {string} name
 *
 * @typedef {object} Stage an expert with two event types, and what clients have booked
 * @property {{ email: string, password: string }} credentials
 * @property {{ single: string, group: string }} types ids
 * @property {string[]} free starts that were not requested yet
 * @property {string[]} sessions starts of groups
 * @property {Known[]} known
 */

/**
 * Books, reschedules and cancels through all of the APIs in turn at random, with some clients at once.
 *
 * @param {readonly string[]} urls
 * @param {number} seconds
 * @param {{ stage: Stage }} [before] continues with these bookings
 */
export async function load(urls, seconds, before) {
  const stage = before?.stage ?? (await openStage(urls[0]));
  const counts = { booked: 0, moved: 0, cancelled: 0 };
  const end = Date.now() + seconds * 1000;
  const url = () => urls[Math.floor(Math.random() * urls.length)];
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      /** @type {Known[]} */
      const own = stage.known.filter((_one, i) => i % CLIENTS === client && _one.status === 'confirmed');
      while (Date.now() < end && stage.free.length > 0) {
        const dice = Math.random();
        if (dice < 0.55 || own.length === 0) {
          const made = await book(url(), stage);
          if (made) {
            own.push(made);
            counts.booked += 1;
          }
        } else {
          const [one] = own.splice(Math.floor(Math.random() * own.length), 1);
          if (dice < 0.8) {
            await act(url(), one, 'cancel', {});
            one.status = 'cancelled';
            counts.cancelled += 1;
          } else {
            const moved = await act(url(), one, 'reschedule', { start: stage.free.pop() });
            if (!moved) continue;
            one.status = 'rescheduled';
            const next = { ...one, uid: moved.uid, token: moved.manageToken, status: 'confirmed' };
            stage.known.push(next);
            own.push(next);
            counts.moved += 1;
          }
        }
      }
    }),
  );
  return {
    stage,
    summary: () => `${counts.booked} booked, ${counts.moved} moved, ${counts.cancelled} cancelled`,
    /** @param {string} through each booking is as it was last answered, and can be found */
    async check(through) {
      for (const { uid, token, status } of stage.known) {
        const { body } = await call(through, 'GET', `/bookings/${uid}`, {
          headers: { 'X-Manage-Token': token },
        });
        if (body.status !== status)
          throw new Error(`Booking ${uid} is ${body.status}, it was answered ${status}.`);
      }
      // A token of one version may be invalid for the other.
      const { accessToken } = (await must(through, 'POST', '/auth/login', { body: stage.credentials })).body;
      for (const { name, uid } of stage.known.slice(-20)) {
        const { body } = await call(through, 'GET', `/bookings?q=${name}&limit=100`, { accessToken });
        if (!body.items.some((/** @type {{ uid: string }} */ one) => one.uid === uid))
          throw new Error(`Booking ${uid} is not found by its name.`);
      }
    },
  };
}

/**
 * @param {string} url
 * @returns {Promise<Stage>}
 */
async function openStage(url) {
  const handle = `ada-${randomBytes(4).toString('hex')}`;
  const body = {
    name: 'Ada',
    email: `${handle}@example.com`,
    password: `pass-${randomBytes(9).toString('hex')}`,
  };
  const { accessToken } = (await must(url, 'POST', '/auth/register', { body })).body;
  const expert = (/** @type {string} */ method, /** @type {string} */ path, /** @type {object} */ content) =>
    must(url, method, path, { accessToken, body: content });
  await expert('POST', '/experts', { handle, timeZone: 'UTC' });
  const [schedule] = (await must(url, 'GET', '/schedules', { accessToken })).body;
  const weekly = Array.from({ length: 7 }, () => ALL_DAY);
  await expert('PATCH', `/schedules/${schedule.id}`, { weekly, overrides: [], outOfOffice: [] });
  const type = async (/** @type {object} */ settings) =>
    (await expert('POST', '/event-types', { title: 'Talk', minimumNotice: 0, ...settings })).body;
  const single = await type({ slug: 'single', durations: [15], slotInterval: 15 });
  const group = await type({ slug: 'group', durations: [15], slotInterval: 15, seats: 200 });
  const from = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 2 * DAY_MS;
  const starts = Array.from({ length: 30 * 96 }, (_, i) => new Date(from + i * 900_000).toISOString());
  return {
    credentials: { email: body.email, password: body.password },
    types: { single: single.id, group: group.id },
    sessions: starts.splice(0, 6),
    free: starts.reverse(),
    known: [],
  };
}

/**
 * @param {string} url
 * @param {Stage} stage
 * @returns {Promise<Known | null>}
 */
async function book(url, stage) {
  const isGroup = Math.random() < 0.4;
  const name = `client${randomBytes(5).toString('hex')}`;
  const start = isGroup
    ? stage.sessions[Math.floor(Math.random() * stage.sessions.length)]
    : stage.free.pop();
  const body = {
    eventTypeId: isGroup ? stage.types.group : stage.types.single,
    start,
    attendee: { name, email: `${name}@example.com`, timeZone: 'Asia/Tokyo' },
    notes: 'Hello',
  };
  const answer = await call(url, 'POST', '/bookings', { body });
  if (answer.status === 409) return null;
  if (answer.status !== 201)
    throw new Error(`A booking was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  const known = { uid: answer.body.uid, token: answer.body.manageToken, status: 'confirmed', name };
  stage.known.push(known);
  return known;
}

/**
 * @param {string} url
 * @param {Known} known
 * @param {string} what
 * @param {object} body
 */
async function act(url, { uid, token }, what, body) {
  const answer = await call(url, 'POST', `/bookings/${uid}/${what}`, {
    headers: { 'X-Manage-Token': token },
    body,
  });
  if (answer.status === 409 && what === 'reschedule') return null;
  if (answer.status >= 300)
    throw new Error(`To ${what} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/**
 * @param {string} url
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, headers?: Record<string, string>, accessToken?: string }} [options]
 */
async function call(url, method, path, { body, headers, accessToken } = {}) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

/** @type {typeof call} */
async function must(...asked) {
  const answer = await call(...asked);
  if (answer.status >= 300)
    throw new Error(`${asked[2]} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}
