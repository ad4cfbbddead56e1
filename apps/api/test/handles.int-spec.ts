import type { ExpertProfile, PublicEventTypePage, PublicExpertPage } from '@expertbook/contracts';
import { AVAILABILITY_NAMESPACE } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { io as connect } from 'socket.io-client';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { newExpert, newUser } from './people';
import { publishExpert } from './published-expert';
import { SOCKET_OPTIONS } from './watcher';

describe('a previous handle', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi({ TRANSACTION_DEADLINE_MS: '20000' })));
  afterAll(() => api.close());

  const page = (handle: string) => api.call<PublicExpertPage>('GET', `/experts/${handle}`);

  it('leads to its owner: page, event type, slots and live view, each responding with the current one', async () => {
    const ada = await publishExpert(api.url);
    const now = `${ada.handle}-new`;
    expect(await ada.asExpert('PATCH', '/experts/me', { handle: now })).toMatchObject({
      status: 200,
      body: { handle: now, previousHandles: [ada.handle] },
    });
    expect((await page(ada.handle)).body.expert.handle).toBe(now);
    expect((await page(now)).body.expert.handle).toBe(now);
    const type = await api.call<PublicEventTypePage>(
      'GET',
      `/experts/${ada.handle}/event-types/${ada.eventType.slug}`,
    );
    expect(type.body.expert.handle).toBe(now);
    expect((await ada.starts()).length).toBeGreaterThan(0);
    const socket = connect(`${api.url}${AVAILABILITY_NAMESPACE}`, SOCKET_OPTIONS);
    const reply: unknown = await socket.emitWithAck('watch', {
      handle: ada.handle,
      eventType: ada.eventType.slug,
    });
    socket.disconnect();
    expect(reply).toMatchObject({ ok: true });
  });

  it('is not available to others, and free for its owner', async () => {
    const one = await newExpert(api);
    const two = await newExpert(api);
    const old = one.profile.handle;
    await one.call('PATCH', '/experts/me', { handle: `${old}-new` });
    const taken = { status: 409, body: { code: 'handle_taken', errors: [{ field: 'handle' }] } };
    expect(await two.call('PATCH', '/experts/me', { handle: old })).toMatchObject(taken);
    const third = await newUser(api);
    expect(await third.call('POST', '/experts', { handle: old, timeZone: 'UTC' })).toMatchObject(taken);
    expect(await one.call('PATCH', '/experts/me', { handle: old })).toMatchObject({
      status: 200,
      body: { handle: old, previousHandles: [`${old}-new`] },
    });
  });

  it('has one owner when it is changed and taken at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const owner = await newExpert(api);
      const old = owner.profile.handle;
      const others = await Promise.all(
        Array.from({ length: 6 }, (_, i) => newExpert(api, { handle: `${old}-rival-${i}` })),
      );
      await Promise.all([
        owner.call('PATCH', '/experts/me', { handle: `${old}-new` }),
        ...others.map((other) => other.call('PATCH', '/experts/me', { handle: old })),
      ]);
      const holders = await api.connection
        .collection('experts')
        .find({ $or: [{ handle: old }, { previousHandles: old }] })
        .toArray();
      expect(holders.map(({ _id }) => String(_id))).toEqual([owner.profile.id]);
    }
  });

  it('cannot belong to two experts in the database itself', async () => {
    const [one, two] = [await newExpert(api), await newExpert(api)];
    await one.call('PATCH', '/experts/me', { handle: `${one.profile.handle}-new` });
    const steal = api.connection
      .collection('experts')
      .updateOne({ _id: new Types.ObjectId(two.profile.id) }, {
        $push: { handles: one.profile.handle },
      } as object);
    await expect(steal).rejects.toMatchObject({ code: 11000 });
  });

  it('is kept for the last ten changes', async () => {
    const expert = await newExpert(api);
    const handles = Array.from({ length: 12 }, (_, i) => `${expert.profile.handle}-${i}`);
    let last: ExpertProfile = expert.profile;
    for (const handle of handles) {
      last = (await expert.call<ExpertProfile>('PATCH', '/experts/me', { handle })).body;
    }
    expect(last.previousHandles).toEqual(handles.slice(1, 11).reverse());
    expect((await page(expert.profile.handle)).status).toBe(404);
  });

  it('is reserved for its owner for 90 days after it stopped redirecting', async () => {
    const expert = await newExpert(api);
    const first = expert.profile.handle;
    for (let i = 0; i < 11; i++) await expert.call('PATCH', '/experts/me', { handle: `${first}-${i}` });
    const other = await newExpert(api);
    const take = () => other.call('PATCH', '/experts/me', { handle: first });
    expect(await take()).toMatchObject({ status: 409, body: { code: 'handle_taken' } });
    await expect(newExpert(api, { handle: first })).rejects.toThrow('handle_taken');
    const reserved = api.connection.collection('reserved_handles');
    const [kept] = await reserved.find({ expertId: new Types.ObjectId(expert.profile.id) }).toArray();
    const days = (Number(kept?.['until']) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    expect(await expert.call('PATCH', '/experts/me', { handle: first })).toMatchObject({ status: 200 });
    await expert.call('PATCH', '/experts/me', { handle: `${first}-again` });
    const twelve = Array.from({ length: 12 }, (_, i) => `${first}-later-${i}`);
    for (const handle of twelve) await expert.call('PATCH', '/experts/me', { handle });
    await reserved.updateMany({}, { $set: { until: new Date() } });
    expect(await take()).toMatchObject({ status: 200 });
  });
});
