import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { toProblem } from '../../data/problem';
import { spokenProblem } from '../../i18n/problem-text';
import { translator } from '../../i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { atMost, focusFirstInvalid, needed, showProblem } from '../../ui/form-rules';
import { minutesText } from '../../ui/minutes-text';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { OnboardingStore } from './onboarding-store';

const TITLE_LENGTH = 120;

/** Step three: the first thing that can be booked. */
@Component({
  selector: 'eb-event-step',
  imports: [Field, FieldControl, Notice, ReactiveFormsModule, SubmitButton],
  template: `
    @if (failure(); as failure) {
      <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
    }
    <form class="space-y-6" [formGroup]="form" (ngSubmit)="submit()" novalidate>
      <eb-field [label]="t('event.title')" [control]="form.controls.title">
        <input ebControl class="eb-input" formControlName="title" autocomplete="off" />
      </eb-field>
      <fieldset>
        <legend class="eb-label">{{ t('event.duration') }}</legend>
        <div class="grid grid-cols-2 gap-2 sm:grid-cols-4">
          @for (minutes of choices; track minutes) {
            <label
              class="grid min-h-12 cursor-pointer place-items-center rounded-xl border border-outline-variant font-semibold transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
            >
              <input type="radio" class="sr-only" formControlName="duration" [value]="minutes" />
              {{ words(minutes) }}
            </label>
          }
        </div>
        <p class="mt-1.5 text-sm text-on-surface-variant">
          {{ t('event.place') }}
        </p>
      </fieldset>
      <eb-submit-button wide [label]="t('event.submit')" [busyLabel]="t('event.busy')" [busy]="busy()" />
      <button type="button" class="eb-button eb-button-outline -mt-3 w-full" (click)="store.back()">
        {{ t('back') }}
      </button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventStep {
  protected readonly t = translator('portal-onboarding');
  protected readonly store = inject(OnboardingStore);
  private readonly spoken = spokenProblem();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly choices = [15, 30, 45, 60];
  protected readonly words = minutesText;
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: [
      this.t('event.example'),
      [
        needed(() => this.t('event.titleNeeded')),
        atMost(TITLE_LENGTH, () => this.t('event.titleLong', { count: TITLE_LENGTH })),
      ],
    ],
    duration: [30],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  protected async submit(): Promise<void> {
    if (this.busy()) return;
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    this.busy.set(true);
    this.failure.set(null);
    try {
      const { title, duration } = this.form.getRawValue();
      await this.store.createEvent(title.trim(), duration);
    } catch (error) {
      const problem = toProblem(error);
      const spoken = this.spoken(problem);
      this.failure.set(showProblem(this.form, spoken, { fields: { slug_taken: 'title' } }));
    } finally {
      this.busy.set(false);
    }
  }
}
