import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, FormRecord, ReactiveFormsModule } from '@angular/forms';
import type { Answers, Problem, PublicEventType } from '@expertbook/contracts';
import { Field, FieldControl } from '../ui/field';
import { atMost, errorText, focusFirstInvalid, looksLikeEmail, needed, showProblem } from '../ui/form-rules';
import { Icon } from '../ui/icon';
import type { FormDraft } from './form-draft';
import { readDraft, saveDraft } from './form-draft';
import { answerOf, questionControl } from './question-rules';

export interface FilledForm {
  name: string;
  email: string;
  notes: string;
  answers: Answers;
}

/** The client's details and the event type's questions. What is typed is kept for the tab with every key. */
@Component({
  selector: 'eb-booking-form',
  imports: [Field, FieldControl, Icon, ReactiveFormsModule],
  templateUrl: './booking-form.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingForm {
  readonly eventType = input.required<PublicEventType>();
  readonly busy = input(false);
  /** Nothing can be sent while there is no time to book. */
  readonly blocked = input(false);
  readonly problem = input<Problem | null>(null);
  readonly filled = output<FilledForm>();
  /** Somebody is typing. */
  readonly typing = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly answers = new FormRecord<FormControl<string | boolean>>({});
  protected readonly form = new FormGroup({
    name: new FormControl('', {
      nonNullable: true,
      validators: [needed('Please enter your name.'), atMost(120)],
    }),
    email: new FormControl('', {
      nonNullable: true,
      validators: [
        needed('Please enter your email; the confirmation goes there.'),
        looksLikeEmail,
        atMost(254),
      ],
    }),
    notes: new FormControl('', { nonNullable: true, validators: [atMost(2000)] }),
    answers: this.answers,
  });
  protected readonly general = signal<string | null>(null);
  protected readonly questions = computed(() => this.eventType().questions);

  constructor() {
    // A template that reads `touched` and `invalid` has to be told of them in a zoneless application.
    const changes = inject(ChangeDetectorRef);
    this.form.events.pipe(takeUntilDestroyed()).subscribe(() => changes.markForCheck());
    effect(() => this.build(this.eventType()));
    effect(() => {
      const problem = this.problem();
      this.general.set(problem ? showProblem(this.form, problem, { rename: controlName }) : null);
      if (problem && this.form.invalid) focusFirstInvalid(this.host.nativeElement);
    });
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      saveDraft(this.eventType().id, this.form.getRawValue() satisfies FormDraft);
      if (this.form.dirty) this.typing.emit();
    });
  }

  protected control(id: string): FormControl<string | boolean> {
    return this.answers.controls[id] as FormControl<string | boolean>;
  }

  protected errorOf(id: string): string {
    return errorText(this.control(id));
  }

  protected submit(): void {
    if (this.busy() || this.blocked()) return;
    this.form.markAllAsTouched();
    if (this.form.invalid) return focusFirstInvalid(this.host.nativeElement);
    const { name, email, notes, answers } = this.form.getRawValue();
    const given: Answers = {};
    for (const question of this.questions()) {
      const answer = answerOf(question, answers[question.id]);
      if (answer !== null) given[question.id] = answer;
    }
    this.filled.emit({ name: name.trim(), email: email.trim(), notes: notes.trim(), answers: given });
  }

  private build(eventType: PublicEventType): void {
    const draft = readDraft(eventType.id);
    for (const id of Object.keys(this.answers.controls)) this.answers.removeControl(id, { emitEvent: false });
    for (const question of eventType.questions) {
      this.answers.addControl(question.id, questionControl(question, draft.answers[question.id]), {
        emitEvent: false,
      });
    }
    this.form.patchValue({ name: draft.name, email: draft.email, notes: draft.notes }, { emitEvent: false });
  }
}

/** `attendee.email` is the form's `email`; `answers.topic` has the same name here. */
function controlName(field: string): string {
  return field.startsWith('attendee.') ? field.slice('attendee.'.length) : field;
}
