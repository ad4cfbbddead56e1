import type { EventType, Problem, PublicExpertPage } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { publishExpert } from './published-expert';

describe('the order of event types', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  it('is that of the ids, also on the profile', async () => {
    const ada = await publishExpert(api.url);
    const others = [await ada.addEventType(), await ada.addEventType()];
    const ids = [...others, ada.eventType].map(({ id }) => id).reverse();
    const answer = await ada.asExpert<EventType[]>('PUT', '/event-types/order', { ids });
    expect([answer.status, answer.body.map(({ id }) => id)]).toEqual([200, ids]);
    const profile = await api.call<PublicExpertPage>('GET', `/experts/${ada.handle}`);
    expect(profile.body.eventTypes.map(({ id }) => id)).toEqual(ids);
  });

  it("must contain exactly the expert's own ids", async () => {
    const ada = await publishExpert(api.url);
    const second = await ada.addEventType();
    const removed = await ada.addEventType();
    await ada.asExpert('DELETE', `/event-types/${removed.id}`);
    const foreign = (await publishExpert(api.url)).eventType;
    const own = [ada.eventType.id, second.id];
    for (const ids of [
      [],
      [own[0]],
      [own[0], own[0]],
      [...own, own[0]],
      [...own, removed.id],
      [own[0], foreign.id],
      [...own, foreign.id],
      [own[0], 'x'],
      [own[0], null],
      'x',
    ]) {
      const answer = await ada.asExpert<Problem>('PUT', '/event-types/order', { ids });
      expect([ids, answer.status, answer.body.errors?.[0]?.field]).toEqual([ids, 422, 'ids']);
    }
    expect((await ada.asExpert<EventType[]>('GET', '/event-types')).body.map(({ id }) => id)).toEqual(own);
  });
});
