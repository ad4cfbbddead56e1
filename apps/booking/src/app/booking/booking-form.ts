import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { Answers, Problem, PublicEventType } from '@expertbook/contracts';
import { fieldMessages } from '@expertbook/web-shared/data/problem';
import { localizedProblem } from '@expertbook/web-shared/i18n/localized-problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PointerPress } from '@expertbook/web-shared/ui/pointer-press';
import type { FormDraft } from './form-draft';
import { readDraft, saveDraft } from './form-draft';
import type { FieldValue, FormField } from './form-fields';
import { answerId, answersOf, faultOf, fieldsOf, startValue } from './form-fields';
import { GuestFields } from './guest-fields';
import type { GuestRow } from './guest-rows';
import { filledRows, guestFaults, guestRow } from './guest-rows';

export interface FilledForm {
  name: string;
  email: string;
  notes: string;
  guests: string[];
  answers: Answers;
}

type Values = Readonly<Record<string, FieldValue>>;

/** The client's details and the event type's questions. Every input is saved for this tab at once. */
@Component({
  selector: 'eb-booking-form',
  imports: [GuestFields, Icon],
  templateUrl: './booking-form.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingForm {
  readonly eventType = input.required<PublicEventType>();
  readonly busy = input(false);
  /** Nothing can be sent without a time to book. */
  readonly blocked = input(false);
  readonly problem = input<Problem | null>(null);
  readonly filled = output<FilledForm>();
  /** The form has unsaved input. */
  readonly typing = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly press = inject(PointerPress);
  private readonly spoken = localizedProblem();
  protected readonly t = translator('booking-form', 'booking');
  protected readonly fields = computed(() => fieldsOf(this.eventType(), this.t));
  private readonly values = linkedSignal<Values>(() => {
    const eventType = this.eventType();
    const draft = readDraft(eventType.id);
    return Object.fromEntries(untracked(this.fields).map((field) => [field.id, startValue(field, draft)]));
  });
  protected readonly guests = linkedSignal<readonly GuestRow[]>(() => {
    const { id, guestsAllowed } = this.eventType();
    return guestsAllowed ? readDraft(id).guests.map((email) => guestRow(email)) : [];
  });
  /** The guest rows of the request that was sent: the server's errors refer to their positions. */
  private readonly sentGuests = signal<readonly GuestRow[]>([]);
  protected readonly guestsChecked = signal(false);
  protected readonly clientEmail = computed(() => String(this.values()['email'] ?? ''));
  private readonly touched = signal<ReadonlySet<string>>(new Set());
  /** The server's errors by field, until the field is changed. */
  private readonly serverErrors = linkedSignal<ReadonlyMap<string, string>>(() => this.placed().fields);
  protected readonly general = computed(() => this.placed().rest);

  /** The server's errors: by field where the form has it, otherwise for the whole form. */
  private readonly placed = computed(() => {
    const refusal = this.problem();
    if (!refusal) return { fields: new Map<string, string>(), rest: null };
    const problem = this.spoken(refusal);
    const guests = untracked(this.sentGuests).map((_, index) => `guests.${index}`);
    const ids = new Set([...this.fields().map((field) => field.id), ...guests]);
    const messages = [...fieldMessages(problem)].map(
      ([field, message]) => [field.replace(/^attendee\./, ''), message] as const,
    );
    const strays = messages.filter(([id]) => !ids.has(id)).map(([, message]) => message);
    const rest = messages.length === 0 ? problem.detail : strays.join(' ') || null;
    return { fields: new Map(messages.filter(([id]) => ids.has(id))), rest };
  });

  protected readonly refusedGuests = computed(() => {
    const refused = this.serverErrors();
    const rows = untracked(this.sentGuests).map(
      ({ id }, index) => [id, refused.get(`guests.${index}`)] as const,
    );
    return new Map(rows.filter((row): row is [number, string] => row[1] !== undefined));
  });

  constructor() {
    effect(() => {
      if (this.problem() === null) return;
      untracked(() => this.placed().fields.size > 0 && this.focusFirstFault());
    });
  }

  protected valueOf(field: FormField): FieldValue {
    return this.values()[field.id] ?? '';
  }

  /** Error text of a field; empty while it is filled in for the first time. */
  protected faultIn(field: FormField): string {
    const refusal = this.serverErrors().get(field.id);
    if (refusal) return refusal;
    const fault = this.touched().has(field.id) ? faultOf(field, this.valueOf(field)) : null;
    return fault ? this.t(fault.key, fault.values) : '';
  }

  protected change(field: FormField, event: Event): void {
    const control = event.target as HTMLInputElement;
    const value = field.kind === 'checkbox' ? control.checked : control.value;
    this.values.update((values) => ({ ...values, [field.id]: value }));
    this.clearError(field.id);
    this.keep();
  }

  protected changeGuests(rows: readonly GuestRow[]): void {
    this.guests.set(rows);
    this.keep();
  }

  protected clearGuestError(id: number): void {
    this.clearError(`guests.${this.sentGuests().findIndex((row) => row.id === id)}`);
  }

  private clearError(refused: string): void {
    if (!this.serverErrors().has(refused)) return;
    this.serverErrors.update((all) => new Map([...all].filter(([id]) => id !== refused)));
  }

  private keep(): void {
    saveDraft(this.eventType().id, this.draft());
    this.typing.emit();
  }

  protected touch(field: FormField): void {
    this.press.after(() => this.touched.update((touched) => new Set(touched).add(field.id)));
  }

  protected submit(): void {
    if (this.busy() || this.blocked()) return;
    this.touched.set(new Set(this.fields().map((field) => field.id)));
    this.guestsChecked.set(true);
    const guests = filledRows(this.guests());
    const left = new Set(guests.map(({ id }) => id));
    const wrongGuest =
      guestFaults(this.guests(), this.clientEmail()).size > 0 ||
      [...this.refusedGuests().keys()].some((id) => left.has(id));
    if (wrongGuest || this.fields().some((field) => this.faultIn(field))) return this.focusFirstFault();
    this.sentGuests.set(guests);
    const { name, email, notes } = this.draft();
    const answers = answersOf(this.eventType().questions, (id) => this.values()[id]);
    this.filled.emit({
      name: name.trim(),
      email: email.trim(),
      notes: notes.trim(),
      guests: guests.map((row) => row.email.trim()),
      answers,
    });
  }

  private draft(): FormDraft {
    const values = this.values();
    const text = (id: string) => String(values[id] ?? '');
    return {
      name: text('name'),
      email: text('email'),
      notes: text('notes'),
      guests: this.guests().map(({ email }) => email),
      answers: Object.fromEntries(
        this.eventType().questions.map(({ id }) => [id, values[answerId(id)] ?? '']),
      ),
    };
  }

  private focusFirstFault(): void {
    afterNextRender(
      () => {
        const field = this.host.nativeElement.querySelector<HTMLElement>('[aria-invalid="true"]');
        field?.focus();
        field?.scrollIntoView({ block: 'center' });
      },
      { injector: this.injector },
    );
  }
}
