import type { ExpertProfile } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { Booked } from './open-expert';
import { book, openExpert } from './open-expert';

describe('mails that an expert has switched off', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  /** `kind:recipient` of every mail about the bookings with these uids, from the outbox rows' keys. */
  const mailsAbout = async (...uids: string[]): Promise<string[]> => {
    const rows = await api.connection.collection('outbox').find({ topic: 'mail.booking' }).toArray();
    return rows
      .map(({ key }) => String(key).split(':'))
      .filter(([, , uid]) => uids.includes(uid ?? ''))
      .map(([, kind, , , recipient]) => `${kind}:${recipient}`)
      .sort();
  };

  it('are not written; clients get all of theirs, and experts those about their own actions', async () => {
    const { ada, type, start } = await openExpert(api);
    const choose = (notifications: Partial<ExpertProfile['notifications']>) =>
      ada.call('PATCH', '/experts/me', { notifications });
    const act = (booked: Booked, what: string, body: unknown = {}) =>
      api.call<Booked>('POST', `/bookings/${booked.uid}/${what}`, {
        headers: { 'X-Manage-Token': booked.manageToken },
        body,
      });

    await choose({ booked: false, cancelled: false, rescheduled: false });
    const one = (await book(api, type, start(1))).body;
    const moved = (await act(one, 'reschedule', { start: start(2) })).body;
    expect((await act(moved, 'cancel')).status).toBe(200);
    expect(await mailsAbout(one.uid, moved.uid)).toEqual([
      'booked:client',
      'cancelled:client',
      'rescheduled:client',
    ]);

    const two = (await book(api, type, start(3))).body;
    const byExpert = (await ada.call<Booked>('POST', `/bookings/${two.uid}/reschedule`, { start: start(4) }))
      .body;
    await ada.call('POST', `/bookings/${byExpert.uid}/cancel`, {});
    expect(await mailsAbout(two.uid, byExpert.uid)).toEqual([
      'booked:client',
      'cancelled:client',
      'cancelled:expert',
      'rescheduled:client',
      'rescheduled:expert',
    ]);

    await choose({ booked: true });
    const three = (await book(api, type, start(5))).body;
    const moved3 = (await act(three, 'reschedule', { start: start(6) })).body;
    expect(await mailsAbout(three.uid, moved3.uid)).toEqual([
      'booked:client',
      'booked:expert',
      'rescheduled:client',
    ]);

    await choose({ rescheduled: true, cancelled: true });
    const moved4 = (await act(moved3, 'reschedule', { start: start(7) })).body;
    await act(moved4, 'cancel');
    expect(await mailsAbout(moved4.uid)).toEqual([
      'cancelled:client',
      'cancelled:expert',
      'rescheduled:client',
      'rescheduled:expert',
    ]);
    expect(JSON.stringify(await api.connection.collection('outbox').find().toArray())).not.toContain(
      'notifications',
    );
  });
});
