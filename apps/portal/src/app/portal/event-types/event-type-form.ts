import type { AbstractControl } from '@angular/forms';
import { FormArray, FormControl, FormGroup } from '@angular/forms';
import type {
  BookingWindow,
  EventTypeIcon,
  EventTypeSettings,
  LocationKind,
  Question,
  QuestionKind,
  RollingWindow,
  SlotView,
} from '@expertbook/contracts';
import {
  EVENT_TYPE_DEFAULTS,
  GRID_MINUTES,
  MAX_DESCRIPTION_LENGTH,
  MAX_GROUP_LENGTH,
  MAX_QUESTION_LENGTH,
  MAX_REDIRECT_URL_LENGTH,
  MAX_TITLE_LENGTH,
  RESERVED_QUESTION_IDS,
  SLUG_PATTERN,
} from '@expertbook/contracts';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';
import { maxLengthRule, patternRule, rule, requiredRule } from '../../ui/form-rules';
import { slugOf } from '../../ui/slug';
import { siblingValue, daysRule, placeRule, rangeEndRule, rangeStartRule } from './sibling-rules';

/**
 * The form of the event type editor. It has the contract's own shape, so that a rejected field finds its control by its
 * path.
 */

export type FormWords = Translator<'portal-event-types'>;

/** Kinds of location with a text by the expert. */
export const WRITTEN_KINDS: readonly LocationKind[] = ['link', 'phone', 'in_person'];

const text = (value: string, ...rules: Parameters<typeof combined>) =>
  new FormControl(value, { nonNullable: true, validators: combined(...rules) });

const short = (t: FormWords, most: number) => maxLengthRule(most, () => t('refused.long', { most }));

function combined(...rules: ReturnType<typeof requiredRule>[]): ReturnType<typeof requiredRule>[] {
  return rules;
}

const onGrid = (t: FormWords) =>
  rule<number | null>(
    (value) => value === null || value % GRID_MINUTES === 0,
    () => t('refused.grid', { minutes: GRID_MINUTES }),
  );

function between(
  t: FormWords,
  least: number,
  most: number,
  key: TextKey<'portal-event-types'> = 'refused.number',
): ReturnType<typeof requiredRule> {
  return rule<number | null>(
    (value) => value === null || (Number.isInteger(value) && value >= least && value <= most),
    () => t(key, { least, most }),
  );
}

const minutes = (t: FormWords, value: number, most: number) =>
  new FormControl(value, {
    nonNullable: true,
    validators: [requiredRule(() => t('refused.noTime')), between(t, 0, most, 'refused.minutes'), onGrid(t)],
  });

const optionalCount = (t: FormWords, value: number | null, most: number) =>
  new FormControl(value, between(t, 1, most));

export type QuestionForm = ReturnType<typeof questionForm>;
export type EventTypeForm = ReturnType<typeof eventTypeForm>;

export function questionForm(
  t: FormWords,
  question: Question = { id: '', kind: 'text', label: '', required: false },
) {
  const needsOptions = (control: AbstractControl<string>) =>
    siblingValue(control, 'kind') === 'select' && lines(control.value).length < 2
      ? { rule: t('refused.choices') }
      : null;
  const form = new FormGroup({
    id: text(question.id),
    kind: new FormControl<QuestionKind>(question.kind, { nonNullable: true }),
    label: text(
      question.label,
      requiredRule(() => t('refused.noQuestion')),
      short(t, MAX_QUESTION_LENGTH),
    ),
    required: new FormControl(question.required, { nonNullable: true }),
    options: new FormControl((question.options ?? []).join('\n'), {
      nonNullable: true,
      validators: needsOptions,
    }),
  });
  recheckOn(form.controls.kind, form.controls.options);
  return form;
}

/**
 * A form with the values of `settings`; a control whose rules depend on another one is validated again when that one
 * changes.
 */
export function eventTypeForm(t: FormWords, settings: EventTypeSettings) {
  const form = unlinkedForm(t, settings);
  const { location, window } = form.controls;
  recheckOn(location.controls.kind, location.controls.value);
  recheckOn(window.controls.kind, window.controls.days, window.controls.start, window.controls.end);
  recheckOn(window.controls.start, window.controls.end);
  return form;
}

/**
 * Also at once: while the form was being built, these controls had no siblings. The subscription ends with the form.
 */
function recheckOn(cause: AbstractControl, ...dependent: AbstractControl[]): void {
  const recheck = () => dependent.forEach((control) => control.updateValueAndValidity());
  cause.valueChanges.subscribe(recheck);
  recheck();
}

function unlinkedForm(t: FormWords, settings: EventTypeSettings) {
  const { window } = settings;
  const rolling: RollingWindow = window.kind === 'rolling' ? window : ROLLING;
  return new FormGroup({
    title: text(
      settings.title,
      requiredRule(() => t('refused.noTitle')),
      short(t, MAX_TITLE_LENGTH),
    ),
    slug: text(
      settings.slug,
      requiredRule(() => t('refused.noSlug')),
      patternRule(new RegExp(SLUG_PATTERN), () => t('refused.slug')),
    ),
    description: text(settings.description, short(t, MAX_DESCRIPTION_LENGTH)),
    durations: new FormControl<number[]>(settings.durations, {
      nonNullable: true,
      validators: rule<number[]>(
        (value) => value.length > 0,
        () => t('refused.noDuration'),
      ),
    }),
    location: new FormGroup({
      kind: new FormControl<LocationKind>(settings.location.kind, { nonNullable: true }),
      value: new FormControl(settings.location.value ?? '', { nonNullable: true, validators: placeRule(t) }),
    }),
    bufferBefore: minutes(t, settings.bufferBefore, 720),
    bufferAfter: minutes(t, settings.bufferAfter, 720),
    minimumNotice: minutes(t, settings.minimumNotice, 525_600),
    window: new FormGroup({
      kind: new FormControl<BookingWindow['kind']>(window.kind, { nonNullable: true }),
      days: new FormControl<number | null>(rolling.days, daysRule(t)),
      unit: new FormControl<RollingWindow['unit']>(rolling.unit, { nonNullable: true }),
      start: new FormControl(window.kind === 'range' ? window.start : '', {
        nonNullable: true,
        validators: rangeStartRule(t),
      }),
      end: new FormControl(window.kind === 'range' ? window.end : '', {
        nonNullable: true,
        validators: rangeEndRule(t),
      }),
    }),
    slotInterval: new FormControl<number | null>(settings.slotInterval, [between(t, 5, 1440), onGrid(t)]),
    limits: new FormGroup({
      perDay: optionalCount(t, settings.limits.perDay, 1_000),
      perWeek: optionalCount(t, settings.limits.perWeek, 7_000),
      minutesPerDay: new FormControl<number | null>(settings.limits.minutesPerDay, [
        between(t, 5, 1440),
        onGrid(t),
      ]),
    }),
    scheduleId: new FormControl<string | null>(settings.scheduleId),
    questions: new FormArray(settings.questions.map((one) => questionForm(t, one))),
    requiresConfirmation: new FormControl(settings.requiresConfirmation, { nonNullable: true }),
    responseHours: new FormControl(settings.responseHours, { nonNullable: true }),
    requiresEmailCode: new FormControl(settings.requiresEmailCode, { nonNullable: true }),
    seats: new FormControl<number | null>(settings.seats, [
      requiredRule(() => t('refused.noNumber')),
      between(t, 1, 1_000),
    ]),
    guestsAllowed: new FormControl(settings.guestsAllowed, { nonNullable: true }),
    defaultView: new FormControl<SlotView>(settings.defaultView, { nonNullable: true }),
    hidden: new FormControl(settings.hidden, { nonNullable: true }),
    private: new FormControl(settings.private, { nonNullable: true }),
    active: new FormControl(settings.active, { nonNullable: true }),
    redirectUrl: text(
      settings.redirectUrl ?? '',
      short(t, MAX_REDIRECT_URL_LENGTH),
      patternRule(/^https:\/\/[^\s/]+\.[^\s]+$/, () => t('refused.address')),
    ),
    ...looksControls(t, settings),
  });
}

/** Colour, icon and position on the profile. */
function looksControls(t: FormWords, { color, icon, group, featured }: EventTypeSettings) {
  return {
    color: new FormControl<string | null>(color),
    icon: new FormControl<EventTypeIcon | null>(icon),
    group: text(group, short(t, MAX_GROUP_LENGTH)),
    featured: new FormControl(featured, { nonNullable: true }),
  };
}

/** Defaults of a new event type. */
export const NEW_EVENT_TYPE: EventTypeSettings = {
  ...EVENT_TYPE_DEFAULTS,
  title: '',
  slug: '',
  durations: [30],
};

const ROLLING: RollingWindow = { kind: 'rolling', days: 60, unit: 'calendar_days' };

/** The request for a form. Call it on a valid form. */
export function settingsOf(form: EventTypeForm): EventTypeSettings {
  const value = form.getRawValue();
  const kind = value.location.kind;
  const window: BookingWindow =
    value.window.kind === 'range'
      ? { kind: 'range', start: value.window.start, end: value.window.end }
      : { kind: 'rolling', days: value.window.days ?? ROLLING.days, unit: value.window.unit };
  return {
    ...value,
    title: value.title.trim(),
    description: value.description.trim(),
    location: WRITTEN_KINDS.includes(kind) ? { kind, value: value.location.value.trim() } : { kind },
    window,
    seats: value.seats ?? 1,
    redirectUrl: value.redirectUrl.trim() || null,
    group: value.group.trim(),
    questions: questionsOf(value.questions),
  };
}

/** Existing ids stay, because answers are stored under them; new questions get an id from their label. */
export function questionsOf(
  rows: { id: string; kind: QuestionKind; label: string; required: boolean; options: string }[],
): Question[] {
  const taken = new Set([...RESERVED_QUESTION_IDS, ...rows.map((row) => row.id).filter(Boolean)]);
  return rows.map((row) => {
    // No answer can exist under a reserved id.
    const old = RESERVED_QUESTION_IDS.includes(row.id) ? '' : row.id;
    const id = old || freeId(slugOf(row.label, 40) || 'question', taken);
    taken.add(id);
    return {
      id,
      kind: row.kind,
      label: row.label.trim(),
      required: row.required,
      ...(row.kind === 'select' ? { options: lines(row.options) } : {}),
    };
  });
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

function lines(value: string): string[] {
  return [
    ...new Set(
      value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
}
