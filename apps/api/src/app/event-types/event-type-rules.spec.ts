import type { EventTypeSettings } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { checkEventType } from './event-type-rules';

const settings = (changes: Partial<EventTypeSettings> = {}): EventTypeSettings => ({
  ...EVENT_TYPE_DEFAULTS,
  slug: 'call',
  title: 'Call',
  durations: [30],
  ...changes,
});
const fieldsOf = (changes: Partial<EventTypeSettings>): string[] =>
  checkEventType(settings(changes)).map(({ field, code }) => `${field} ${code}`);

describe('rules between the fields of an event type', () => {
  it('accept the defaults', () => expect(checkEventType(settings())).toEqual([]));

  it.each([
    ['link', 'https://meet.example.com/ada?x=1'],
    ['phone', '+44 (0)20 7946-0000'],
    ['in_person', '12 St James Square, London'],
  ] as const)('accept %s with %s', (kind, value) =>
    expect(fieldsOf({ location: { kind, value } })).toEqual([]),
  );

  it.each([
    ['link', undefined],
    ['link', 'http://meet.example.com'],
    ['link', 'javascript:alert(1)'],
    ['link', 'https://user:secret@meet.example.com'],
    ['link', 'https://meet.example.com/a b'],
    ['phone', undefined],
    ['phone', 'call me'],
    ['phone', '123'],
    ['in_person', undefined],
    ['in_person', ''],
  ] as const)('reject %s with %s', (kind, value) =>
    expect(fieldsOf({ location: { kind, ...(value !== undefined && { value }) } })).toEqual([
      `location.value invalid_${kind}`,
    ]),
  );

  it.each(['jitsi', 'mock_zoom', 'mock_google_meet'] as const)('accept %s without a value', (kind) => {
    expect(fieldsOf({ location: { kind } })).toEqual([]);
    expect(fieldsOf({ location: { kind, value: 'x' } })).toEqual(['location.value not_used']);
  });

  it('require a window to end on or after its start', () => {
    expect(fieldsOf({ window: { kind: 'range', start: '2027-01-04', end: '2027-01-04' } })).toEqual([]);
    expect(fieldsOf({ window: { kind: 'range', start: '2027-01-04', end: '2027-01-03' } })).toEqual([
      'window.end end_before_start',
    ]);
  });

  it('require unique ids of questions, and options only for selections', () => {
    const question = { label: 'What?', required: false };
    expect(
      fieldsOf({
        questions: [
          { ...question, id: 'a', kind: 'text' },
          { ...question, id: 'a', kind: 'select' },
          { ...question, id: 'b', kind: 'select', options: ['x', 'x'] },
          { ...question, id: 'c', kind: 'checkbox', options: ['x'] },
          { ...question, id: 'd', kind: 'select', options: ['x', 'y'] },
          { ...question, id: 'prototype', kind: 'text' },
        ],
      }),
    ).toEqual([
      'questions.1.id duplicate',
      'questions.1.options required',
      'questions.2.options duplicate',
      'questions.3.options not_used',
      'questions.5.id invalid',
    ]);
  });

  it.each(['https://example.com/thanks', 'http://localhost:4200/thanks'])(
    'accept %s as redirect address',
    (redirectUrl) => expect(fieldsOf({ redirectUrl })).toEqual([]),
  );

  it.each(['http://example.com', 'javascript:alert(1)', '/thanks', 'data:text/html,x', ''])(
    'reject "%s" as redirect address',
    (redirectUrl) => expect(fieldsOf({ redirectUrl })).toEqual(['redirectUrl invalid_link']),
  );
});
