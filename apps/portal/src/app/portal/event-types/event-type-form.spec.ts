import type { EventTypeSettings } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { errorText, showProblem } from '../../ui/form-rules';
import { english } from './english.fixture';
import { NEW_EVENT_TYPE, eventTypeForm, questionForm, questionsOf, settingsOf } from './event-type-form';

const FULL: EventTypeSettings = {
  ...EVENT_TYPE_DEFAULTS,
  slug: 'intro',
  title: 'Introduction',
  description: 'A call.',
  durations: [30, 15, 60],
  location: { kind: 'link', value: 'https://meet.example.com/ada' },
  bufferBefore: 5,
  bufferAfter: 15,
  minimumNotice: 1440,
  window: { kind: 'range', start: '2027-01-04', end: '2027-03-31' },
  slotInterval: 20,
  limits: { perDay: 4, perWeek: 12, minutesPerDay: 240 },
  questions: [
    { id: 'topic', kind: 'text', label: 'Topic', required: true },
    { id: 'level', kind: 'select', label: 'Level', required: false, options: ['Low', 'High'] },
  ],
  requiresConfirmation: true,
  requiresEmailCode: true,
  seats: 3,
  guestsAllowed: false,
  defaultView: 'week',
  scheduleId: '65f1c0ffee5ca1ab1e000001',
  hidden: true,
  private: false,
  active: false,
  redirectUrl: 'https://example.com/thanks',
};

describe('eventTypeForm', () => {
  it('returns exactly the values it was filled with', () => {
    const form = eventTypeForm(english, FULL);
    expect(form.valid).toBe(true);
    expect(settingsOf(form)).toEqual(FULL);
  });

  it('returns the defaults of a new one once it has a title and a link', () => {
    const form = eventTypeForm(english, NEW_EVENT_TYPE);
    expect(form.valid).toBe(false);
    form.patchValue({ title: ' Intro ', slug: 'intro' });
    expect(form.valid).toBe(true);
    expect(settingsOf(form)).toEqual({
      ...EVENT_TYPE_DEFAULTS,
      title: 'Intro',
      slug: 'intro',
      durations: [30],
    });
  });

  it('needs a location text only for kinds with one, and omits it elsewhere', () => {
    const form = eventTypeForm(english, { ...FULL, location: { kind: 'jitsi' } });
    const { kind, value } = form.controls.location.controls;
    kind.setValue('link');
    expect(errorText(value)).toMatch(/https/);
    value.setValue('http://insecure.example');
    expect(value.invalid).toBe(true);
    kind.setValue('phone');
    expect(errorText(value)).toMatch(/number/);
    value.setValue('+44 20 7946 0000');
    expect(value.valid).toBe(true);
    kind.setValue('jitsi');
    expect(settingsOf(form).location).toEqual({ kind: 'jitsi' });
  });

  it('validates only the selected kind of booking window', () => {
    const form = eventTypeForm(english, {
      ...FULL,
      window: { kind: 'rolling', days: 60, unit: 'calendar_days' },
    });
    const { kind, days, start, end } = form.controls.window.controls;
    days.setValue(1_000);
    expect(days.invalid).toBe(true);
    kind.setValue('range');
    expect(days.valid).toBe(true);
    expect(start.invalid && end.invalid).toBe(true);
    start.setValue('2027-03-01');
    end.setValue('2027-02-01');
    expect(errorText(end)).toBe('The last day is before the first.');
    start.setValue('2027-01-01');
    expect(end.valid).toBe(true);
    expect(settingsOf(form).window).toEqual({ kind: 'range', start: '2027-01-01', end: '2027-02-01' });
  });

  it.each(['Intro', 'a--b', '-a', 'a b', ''])('rejects the link "%s"', (slug) => {
    const form = eventTypeForm(english, { ...FULL, slug });
    expect(form.controls.slug.invalid).toBe(true);
  });

  it('keeps minutes on the grid', () => {
    const form = eventTypeForm(english, { ...FULL, minimumNotice: 7 });
    expect(errorText(form.controls.minimumNotice)).toMatch(/steps of 5/);
  });

  it('needs two options where clients choose', () => {
    const question = questionForm(english, {
      id: '',
      kind: 'select',
      label: 'Level',
      required: false,
      options: ['One'],
    });
    expect(errorText(question.controls.options)).toMatch(/at least two/);
    question.controls.kind.setValue('text');
    expect(question.valid).toBe(true);
  });
});

describe('questionsOf', () => {
  const row = (id: string, label: string) => ({
    id,
    label,
    kind: 'text' as const,
    required: false,
    options: '',
  });

  it('gives no question a reserved id', () => {
    const rows = [row('', 'Constructor'), row('', 'Prototype?'), row('prototype', 'From before')];
    expect(questionsOf(rows).map(({ id }) => id)).toEqual(['constructor-2', 'prototype-2', 'from-before']);
  });

  it('keeps old ids and derives unique new ones from the label', () => {
    expect(
      questionsOf([row('topic', 'Renamed'), row('', 'Topic'), row('', 'Topic'), row('', '???')]).map(
        (one) => one.id,
      ),
    ).toEqual(['topic', 'topic-2', 'topic-3', 'question']);
  });
});

describe('showProblem', () => {
  const problem = (extra: object) => ({
    type: 'about:blank',
    title: 'No',
    status: 422,
    detail: 'Nothing was saved.',
    instance: '',
    code: 'validation_failed' as const,
    ...extra,
  });

  it('puts each error on its field at any depth, and returns nothing for the form', () => {
    const form = eventTypeForm(english, FULL);
    const errors = [
      { field: 'location.value', code: 'x', message: 'No such place.' },
      { field: 'questions.1.options', code: 'x', message: 'Two options are the same.' },
      { field: 'limits.perDay', code: 'x', message: 'Too many.' },
    ];
    expect(showProblem(form, problem({ errors }))).toBeNull();
    expect(errorText(form.controls.location.controls.value)).toBe('No such place.');
    expect(errorText(form.controls.questions.at(1).controls.options)).toBe('Two options are the same.');
    expect(errorText(form.controls.limits.controls.perDay)).toBe('Too many.');
  });

  it('puts a code without fields on the given field', () => {
    const form = eventTypeForm(english, FULL);
    const taken = problem({ status: 409, code: 'slug_taken', detail: 'Another one has this link.' });
    expect(showProblem(form, taken, { fields: { slug_taken: 'slug' } })).toBeNull();
    expect(errorText(form.controls.slug)).toBe('Another one has this link.');
    form.controls.slug.setValue('other');
    expect(form.controls.slug.valid).toBe(true);
  });

  it('returns the remaining errors for the form', () => {
    const form = eventTypeForm(english, FULL);
    expect(showProblem(form, problem({}))).toBe('Nothing was saved.');
    expect(showProblem(form, problem({ errors: [{ field: 'nowhere', code: 'x', message: 'Odd.' }] }))).toBe(
      'Odd.',
    );
  });
});
