import type { EventTypeMessages, Problem, ScheduledMessage } from '@expertbook/contracts';
import { leavesOf } from './read-mime';
import type { ReminderStage } from './reminder-stage';
import { DAY, HOUR, openReminderStage, subjectOf, textOf } from './reminder-stage';

/** To the client, a day before the start. */
function message(id: string): ScheduledMessage {
  return { id, trigger: 'before_start', minutes: 1440, recipient: 'client', channel: 'mail', texts: {} };
}

describe('the messages of an event type', () => {
  let stage: ReminderStage;
  beforeEach(async () => (stage = await openReminderStage()));
  afterEach(() => stage.close());

  it('cannot be stopped with a token of someone else’s making', async () => {
    for (const token of ['', 'x', 'a'.repeat(59)]) {
      const answer = await stage.api.call('GET', '/reminder-stops', {
        headers: { 'X-Reminder-Token': token },
      });
      expect(answer.status).toBe(404);
    }
    const form = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    };
    expect((await fetch(`${stage.api.url}/api/v1/bookings`, form)).status).toBe(415);
  });

  it('go to the guests and the expert as well, where the expert has chosen so, each in their own view', async () => {
    const items = (['client', 'guests', 'expert'] as const).map((recipient) => ({
      ...message(`to-${recipient}`),
      recipient,
    }));
    const answer = await stage.expert.asExpert('PUT', `/event-types/${stage.expert.eventType.id}/messages`, {
      items,
    });
    expect(answer.status).toBe(200);
    await stage.book(stage.start, { with: { guests: ['guest@example.com'], notes: 'A secret note' } });
    await stage.settled();
    await stage.moveTo(stage.start.getTime() - DAY);
    const byAddress = new Map(stage.reminders().map((caught) => [caught.to[0], textOf(caught)]));
    expect([...byAddress.keys()].sort()).toEqual([
      `${stage.expert.handle}@example.com`,
      'grace@example.com',
      'guest@example.com',
    ]);
    expect(byAddress.get(`${stage.expert.handle}@example.com`)).toContain('A secret note');
    expect(byAddress.get(`${stage.expert.handle}@example.com`)).not.toContain('#token=');
    expect(byAddress.get('guest@example.com')).not.toMatch(/A secret note|\/bookings\//);
    expect(byAddress.get('guest@example.com')).toContain('/account/reminders#token=');
  });

  it('are about one session for the expert, and to each client of a group', async () => {
    const group = await stage.expert.addEventType({ seats: 5 });
    const items = [message('to-me'), message('to-them')].map((one, i) => ({
      ...one,
      recipient: i === 0 ? 'expert' : 'client',
    }));
    await stage.expert.asExpert('PUT', `/event-types/${group.id}/messages`, { items });
    for (const name of ['Grace Hopper', 'Mary Jackson', 'Joan Clarke'])
      await stage.book(stage.start, { eventType: group, name });
    await stage.settled();
    await stage.moveTo(stage.start.getTime() - DAY);
    const toExpert = stage.reminders().filter(({ to }) => to[0] === `${stage.expert.handle}@example.com`);
    expect(stage.reminders()).toHaveLength(4);
    expect(toExpert).toHaveLength(1);
    expect(textOf(toExpert[0])).toContain('Grace Hopper, Mary Jackson, Joan Clarke');
  });

  it('of an event type change with its settings, also for coming bookings, and nothing is sent for the past', async () => {
    await stage.book(stage.start);
    await stage.settled();
    const put = (items: unknown) =>
      stage.expert.asExpert<EventTypeMessages>('PUT', `/event-types/${stage.expert.eventType.id}/messages`, {
        items,
      });
    const due = async () =>
      (await stage.rows()).filter(({ state }) => state === 'waiting').map(({ dueAt }) => dueAt.getTime());
    expect(await due()).toEqual([stage.start.getTime() - DAY, stage.start.getTime() - HOUR]);
    await put([
      { ...message('day-before'), minutes: 120 },
      { ...message('long-before'), minutes: 20 * 1440 },
    ]);
    await stage.settled();
    expect(await due()).toEqual([stage.start.getTime() - 2 * HOUR]);
    await put([]);
    await stage.settled();
    expect(await due()).toEqual([]);
    expect((await put(null)).body.isDefault).toBe(true);
    await stage.settled();
    // A message that was dropped for a booking does not come back for it.
    expect(await due()).toEqual([]);
  });

  it('have the expert’s words, in which values are only text', async () => {
    const text = {
      subject: 'Hello {{client_name}}',
      body: '<b>{{client_name}}</b>\n{{location}} {{ time_zone }}',
    };
    const items = [{ ...message('own'), texts: { en: text } }];
    await stage.expert.asExpert('PUT', `/event-types/${stage.expert.eventType.id}/messages`, { items });
    const attendee = { name: '<img src=x>{{time}}', email: 'grace@example.com', timeZone: 'UTC' };
    await stage.book(stage.start, { with: { attendee } });
    await stage.settled();
    await stage.moveTo(stage.start.getTime() - DAY);
    // The address is not verified, so a name that is none is replaced by it.
    const own = stage.smtp.caught.find(({ mail }) => subjectOf(mail) === 'Hello grace@example.com');
    const html = own && leavesOf(own.mail).find(({ type }) => type === 'text/html')?.body;
    expect(html).toContain('&lt;b&gt;grace@example.com&lt;/b&gt;<br>');
    expect(html).not.toContain('<img src=x>');
  });

  it('are refused with an unknown variable, at its field', async () => {
    const items = [{ ...message('own'), texts: { de: { subject: 'Hallo', body: '{{password}}' } } }];
    const answer = await stage.expert.asExpert<Problem>(
      'PUT',
      `/event-types/${stage.expert.eventType.id}/messages`,
      {
        items,
      },
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      {
        field: 'items.0.texts.de.body',
        code: 'unknown_variable',
        message: '{{password}} is not a known variable.',
      },
    ]);
    const foreign = await stage.expert.asExpert('PUT', '/event-types/65f1c0ffee5ca1ab1e000001/messages', {
      items: [],
    });
    expect(foreign.status).toBe(404);
  });
});
