import type { MessageTrigger, ScheduledMessage } from '@expertbook/contracts';
import { DEFAULT_MESSAGES } from '@expertbook/contracts';
import fc from 'fast-check';
import { SimulatedWorkflow } from './simulated-workflow.fixture';

const HOUR = 60;
const DAY = 24 * HOUR;
const DURATION = 30;
/** Messages this late are of no use, except reminders before a start. */
const MAX_LATE = DAY;
const T0 = 30_000_000;

function message(trigger: MessageTrigger, minutes: number, id = `${trigger}-${minutes}`.replace('_', '-')) {
  return { id, trigger, minutes, recipient: 'client', channel: 'mail', texts: {} } satisfies ScheduledMessage;
}

describe('the messages of a booking', () => {
  it('are the default reminders, once each', async () => {
    const flow = new SimulatedWorkflow(DEFAULT_MESSAGES);
    flow.book(T0 + 3 * DAY, T0, 'confirmed');
    for (let at = T0; at < T0 + 4 * DAY; at += 10) await flow.work(at);
    expect(flow.sent).toEqual([
      { uid: 'b0', messageId: 'day-before', at: T0 + 2 * DAY },
      { uid: 'b0', messageId: 'hour-before', at: T0 + 3 * DAY - HOUR },
    ]);
  });

  it('leave out a reminder that would have been due before the booking', async () => {
    const flow = new SimulatedWorkflow(DEFAULT_MESSAGES);
    flow.book(T0 + 3 * HOUR, T0, 'confirmed');
    for (let at = T0; at < T0 + DAY; at += 10) await flow.work(at);
    expect(flow.sent.map(({ messageId }) => messageId)).toEqual(['hour-before']);
  });

  it('wait for the confirmation of a request', async () => {
    const flow = new SimulatedWorkflow(DEFAULT_MESSAGES);
    flow.book(T0 + 3 * DAY, T0, 'pending');
    await flow.work(T0);
    expect(flow.rows.size).toBe(0);
    flow.setStatus('confirmed', T0 + HOUR);
    await flow.work(T0 + HOUR);
    expect(flow.rows.size).toBe(2);
  });

  it('are only the nearest reminder after an outage, and none shortly before the start', async () => {
    const late = new SimulatedWorkflow(DEFAULT_MESSAGES);
    late.book(T0 + 3 * DAY, T0, 'confirmed');
    await late.work(T0);
    await late.work(T0 + 3 * DAY - 30);
    expect(late.sent.map(({ messageId }) => messageId)).toEqual(['hour-before']);
    expect([...late.rows.values()].map(({ reason }) => reason)).toEqual(['superseded', undefined]);

    const tooLate = new SimulatedWorkflow(DEFAULT_MESSAGES);
    tooLate.book(T0 + 3 * DAY, T0, 'confirmed');
    await tooLate.work(T0);
    await tooLate.work(T0 + 3 * DAY - 2);
    expect(tooLate.sent).toEqual([]);
    expect([...tooLate.rows.values()].map(({ reason }) => reason)).toEqual(['too_late', 'too_late']);
  });

  it('move with a reschedule, and end with a cancellation', async () => {
    const flow = new SimulatedWorkflow(DEFAULT_MESSAGES);
    flow.book(T0 + 3 * DAY, T0, 'confirmed');
    await flow.work(T0);
    flow.book(T0 + 5 * DAY, T0 + HOUR, 'confirmed');
    await flow.work(T0 + HOUR);
    const states = [...flow.rows.values()].map(({ reason }) => reason);
    expect(states).toEqual(['rescheduled', 'rescheduled', undefined, undefined]);
    flow.setStatus('cancelled', T0 + 2 * HOUR);
    await flow.work(T0 + 2 * HOUR);
    expect([...flow.rows.values()].map(({ reason }) => reason).slice(2)).toEqual(['cancelled', 'cancelled']);
    await flow.work(T0 + 6 * DAY);
    expect(flow.sent).toEqual([]);
  });

  it('get another time with the setting, and are not sent twice', async () => {
    const flow = new SimulatedWorkflow([message('before_start', DAY, 'one')]);
    flow.book(T0 + 3 * DAY, T0, 'confirmed');
    await flow.work(T0);
    flow.messages = [message('before_start', HOUR, 'one')];
    flow.setStatus('confirmed', T0);
    await flow.work(T0 + 2 * DAY);
    expect(flow.sent).toEqual([]);
    await flow.work(T0 + 3 * DAY - HOUR);
    flow.messages = [message('before_start', 10, 'one')];
    flow.setStatus('confirmed', T0);
    await flow.work(T0 + 3 * DAY - 10);
    expect(flow.sent).toHaveLength(1);
  });

  it('after the booking is sent once for a chain of reschedules', async () => {
    const flow = new SimulatedWorkflow([message('after_booking', 2 * HOUR)]);
    flow.book(T0 + 3 * DAY, T0, 'confirmed');
    await flow.work(T0);
    flow.book(T0 + 5 * DAY, T0 + HOUR, 'confirmed');
    await flow.work(T0 + 2 * HOUR);
    flow.book(T0 + 6 * DAY, T0 + 3 * HOUR, 'confirmed');
    await flow.work(T0 + 9 * DAY);
    expect(flow.sent).toEqual([{ uid: 'b1', messageId: 'after-booking-120', at: T0 + 2 * HOUR }]);
  });
});

/** A change of the booking or a run of the worker, some minutes after the one before. */
interface Step {
  wait: number;
  kind: 'work' | 'reschedule' | 'cancel' | 'no_show';
  /** Minutes from now to the new start. */
  ahead: number;
}

/** One booking of the chain, and when it was the present one. */
interface Version {
  uid: string;
  start: number;
  from: number;
  to: number;
  end: 'rescheduled' | 'cancelled' | 'no_show' | null;
}

const MESSAGES = [
  message('before_start', 3 * DAY),
  message('before_start', DAY),
  message('before_start', HOUR),
  message('before_start', 5),
  message('after_booking', 0),
  message('after_booking', 2 * HOUR),
  message('after_end', 0),
  message('after_end', DAY),
  message('cancelled', 0),
  message('no_show', 0),
];

/** What has to be sent, from the history alone. */
function expected(
  versions: readonly Version[],
  runs: readonly number[],
  messages: readonly ScheduledMessage[],
) {
  const firstRun = (from: number) => runs.find((at) => at >= from);
  return messages.flatMap((one) => {
    if (one.trigger === 'after_booking') {
      const due = (versions[0]?.from ?? 0) + one.minutes;
      const at = firstRun(due);
      const version = versions.find(({ from, to }) => at !== undefined && from <= at && at < to);
      return at !== undefined && version && at < version.start && at - due <= MAX_LATE
        ? [`${version.uid} ${one.id} ${at}`]
        : [];
    }
    return versions.flatMap((version) => {
      const { uid, start, from, to, end } = version;
      const isEnd = one.trigger === 'cancelled' || one.trigger === 'no_show';
      if (isEnd) {
        const at = end === one.trigger ? firstRun(to) : undefined;
        return at !== undefined && at - to <= MAX_LATE ? [`${uid} ${one.id} ${at}`] : [];
      }
      const isBefore = one.trigger === 'before_start';
      const due = isBefore ? start - one.minutes : start + DURATION + one.minutes;
      const planned = firstRun(from);
      const at = firstRun(Math.max(due, from));
      if (planned === undefined || at === undefined || at >= to || due <= from) return [];
      if (planned - due > MAX_LATE) return [];
      if (!isBefore) return at - due <= MAX_LATE ? [`${uid} ${one.id} ${at}`] : [];
      const left = start - at;
      const hasNearer = messages.some(
        ({ trigger, minutes }) => trigger === 'before_start' && minutes < one.minutes && left <= minutes,
      );
      return left >= Math.min(5, one.minutes / 2) && !hasNearer ? [`${uid} ${one.id} ${at}`] : [];
    });
  });
}

describe('for any history of a booking', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 3 * HOUR }), fc.integer({ min: 0, max: 3 * DAY })),
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('work' as const) },
      { weight: 2, arbitrary: fc.constant('reschedule' as const) },
      { weight: 1, arbitrary: fc.constantFrom('cancel' as const, 'no_show' as const) },
    ),
    ahead: fc.oneof(fc.integer({ min: 1, max: 2 * DAY }), fc.integer({ min: 1, max: 9 * DAY })),
  });

  it('exactly the expected messages are sent, each at the first run that can', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 * DAY }),
        fc.array(step, { maxLength: 25 }),
        fc.subarray(MESSAGES),
        async (ahead, steps, messages) => {
          const flow = new SimulatedWorkflow(messages);
          let now = T0;
          flow.book(now + ahead, now, 'confirmed');
          let current: Version = { uid: 'b0', start: now + ahead, from: now, to: Infinity, end: null };
          const versions = [current];
          const runs: number[] = [];
          for (const { wait, kind, ahead: next } of [
            ...steps,
            { wait: HOUR, kind: 'work', ahead: 0 } as Step,
          ]) {
            now += wait + 1;
            if (kind === 'work') {
              runs.push(now);
              await flow.work(now);
            } else if (current.end === null && kind === 'reschedule') {
              Object.assign(current, { to: now, end: 'rescheduled' });
              flow.book(now + next, now, 'confirmed');
              const uid = `b${versions.length}`;
              versions.push((current = { uid, start: now + next, from: now, to: Infinity, end: null }));
            } else if (current.end === null && (kind === 'cancel' || now > current.start)) {
              const status = kind === 'cancel' ? 'cancelled' : 'no_show';
              Object.assign(current, { to: now, end: status });
              flow.setStatus(status, now);
            }
          }
          const sent = flow.sent.map(({ uid, messageId, at }) => `${uid} ${messageId} ${at}`);
          expect(sent.sort()).toEqual(expected(versions, runs, messages).sort());
        },
      ),
      { numRuns: 400 },
    );
  });
});
