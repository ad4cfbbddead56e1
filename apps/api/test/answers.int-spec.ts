import type { Answers, Booking, CreatedBooking, EventType, Question } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const MAX_LENGTH = 2000;

/** One required question of every kind, and one optional question of every kind. */
const KINDS = ['text', 'long_text', 'number', 'phone', 'checkbox', 'select'] as const;
const QUESTIONS: Question[] = KINDS.flatMap((kind) => {
  const options = kind === 'select' ? { options: ['Sales', 'Support'] } : {};
  const id = kind.replace('_', '-');
  return [
    { id, kind, label: `Your ${id}`, required: true, ...options },
    { id: `my-${id}`, kind, label: `Perhaps your ${id}`, required: false, ...options },
  ];
});

const RIGHT: Answers = {
  text: 'Compilers',
  'long-text': 'x'.repeat(MAX_LENGTH),
  number: 0,
  phone: '+49 (30) 123-45.67',
  checkbox: true,
  select: 'Support',
};

/** An answer (undefined: none), by question, and its error. */
const WRONG: [id: string, answer: unknown, code: string][] = [
  ...Object.keys(RIGHT).map((id): [string, unknown, string] => [id, undefined, 'required']),
  ['text', '', 'required'],
  ['text', ' \t\n', 'required'],
  ['checkbox', false, 'required'],
  ['text', 'x'.repeat(MAX_LENGTH + 1), 'too_long'],
  ['long-text', 'x'.repeat(MAX_LENGTH + 1), 'too_long'],
  ['my-long-text', 'x'.repeat(MAX_LENGTH + 1), 'too_long'],
  ['text', 7, 'invalid'],
  ['my-text', ['a', 'list'], 'invalid'],
  ['my-text', null, 'invalid'],
  ['my-text', { $gt: '' }, 'invalid'],
  ['number', '7', 'is_number'],
  ['number', 'seven', 'is_number'],
  ['my-number', true, 'is_number'],
  ['my-number', null, 'is_number'],
  ['select', 'Sale', 'is_in'],
  ['my-select', 'sales', 'is_in'],
  ['phone', 'call me', 'invalid_phone'],
  ['phone', '+12', 'invalid_phone'],
  ['my-phone', '1'.repeat(30), 'invalid_phone'],
  ['checkbox', 'yes', 'invalid'],
  ['my-checkbox', 1, 'invalid'],
  ['nobody-asked', 'x', 'unknown_field'],
  ['valueof', 'x', 'unknown_field'],
];

describe('answers to the questions of an event type', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let asking: EventType;
  let starts: string[];
  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
    asking = await expert.addEventType({ questions: QUESTIONS });
    starts = await expert.starts(asking);
  });
  afterAll(() => api.close());

  const book = (start: string, answers?: unknown) =>
    expert.book(start, { eventType: asking, ...(answers !== undefined && { with: { answers } }) });

  const wrong = WRONG.map(
    ([id, answer, code]) => [id, JSON.stringify(answer)?.slice(0, 30), code, answer] as const,
  );

  it.each(wrong)('are rejected for %s: %s, as %s', async (id, _shown, code, answer) => {
    const answers = { ...RIGHT, [id]: answer };
    const refused = problemOf(await book(starts[0] ?? '', answers));
    expect(refused).toMatchObject({ status: 422, code: 'answers_invalid' });
    const params = code === 'too_long' ? { params: { count: MAX_LENGTH } } : {};
    const message = expect.stringMatching(/^[A-Z].*\.$/) as string;
    expect(refused.errors).toEqual([{ field: `answers.${id}`, code, message, ...params }]);
  });

  it('are rejected all at once, also where there are none', async () => {
    for (const none of [undefined, {}]) {
      const { errors } = problemOf(await book(starts[0] ?? '', none));
      expect(errors?.map(({ field, code }) => `${field} ${code}`)).toEqual(
        Object.keys(RIGHT).map((id) => `answers.${id} required`),
      );
    }
    const { errors } = problemOf(await book(starts[0] ?? '', 'no object'));
    expect(errors).toMatchObject([{ field: 'answers' }]);
  });

  it('claimed no time while they were rejected', async () => {
    expect(await expert.starts(asking)).toContain(starts[0]);
    expect(await api.connection.collection('bookings').countDocuments()).toBe(0);
  });

  it.each<[string, Answers]>([
    ['what must be answered', RIGHT],
    [
      'everything',
      {
        ...RIGHT,
        'my-text': 'Ünïcode 👋 <b>',
        'my-long-text': 'two\nlines',
        'my-number': -1.5,
        'my-phone': '00493012345',
        'my-checkbox': false,
        'my-select': 'Sales',
      },
    ],
  ])('that are valid are stored and returned: %s', async (_what, answers) => {
    const start = starts.shift() ?? '';
    const { status, body } = await book(start, answers);
    expect({ status, answers: body.answers }).toEqual({ status: 201, answers });
    const headers = { 'X-Manage-Token': (body as CreatedBooking).manageToken };
    const asClient = await api.call<Booking>('GET', `/bookings/${body.uid}`, { headers });
    const asExpert = await expert.asExpert<Booking>('GET', `/bookings/${body.uid}`);
    expect([asClient.body.answers, asExpert.body.answers]).toEqual([answers, answers]);
    const stored = await api.connection.collection('bookings').findOne({ 'attendees.uid': body.uid });
    expect((stored?.['attendees'] as { answers: Answers }[])[0]?.answers).toEqual(answers);
  });

  it("are in the links that add the booking to the client's calendar, as in the mails, by their labels", async () => {
    const questions: Question[] = [
      { id: 'topic', kind: 'text', label: 'Topic', required: true },
      { id: 'slides', kind: 'checkbox', label: 'Slides', required: false },
    ];
    const eventType = await expert.addEventType({ slug: 'talk', questions });
    const [start = '', later = ''] = (await expert.starts(eventType)).slice(-2);
    const { body } = await expert.book(start, {
      eventType,
      with: { answers: { topic: 'Compilers & <b>', slides: true }, notes: 'At length.' },
    });
    const booked = body as CreatedBooking;
    const headers = { 'X-Manage-Token': booked.manageToken };
    const path = `/bookings/${booked.uid}`;
    const seen = (await api.call<Booking>('GET', path, { headers })).body;
    const moved = (
      await api.call<CreatedBooking>('POST', `${path}/reschedule`, { headers, body: { start: later } })
    ).body;
    for (const { links } of [booked, seen, moved]) {
      const { google, outlook, office365, yahoo } = links.calendar;
      for (const [link, name] of [
        [google, 'details'],
        [outlook, 'body'],
        [office365, 'body'],
        [yahoo, 'desc'],
      ] as const) {
        const text = new URL(link).searchParams.get(name);
        expect(text).toMatch(/Topic: Compilers & <b>\nSlides: Yes\n+At length\./);
        expect(text).not.toContain('token');
      }
    }
  });
});
