import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAX_TITLE_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { OnboardingStore } from './onboarding-store';

/** Step three: the first event type. */
@Component({
  selector: 'eb-event-step',
  imports: [Field, FieldControl, Notice, ReactiveFormsModule, SubmitButton],
  template: `
    @if (sending.failure(); as failure) {
      <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
    }
    <form class="space-y-6" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
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
      <eb-submit-button
        wide
        [label]="t('event.submit')"
        [busyLabel]="t('event.busy')"
        [busy]="sending.busy()"
      />
      <button type="button" class="eb-button eb-button-outline -mt-3 w-full" (click)="store.back('hours')">
        {{ t('back') }}
      </button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventStep {
  protected readonly t = translator('portal-onboarding');
  protected readonly store = inject(OnboardingStore);

  protected readonly choices = [15, 30, 45, 60];
  protected readonly words = minutesText;
  private readonly former = this.store.draft('event');
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: [
      this.former?.title ?? this.t('event.example'),
      [
        requiredRule(() => this.t('event.titleNeeded')),
        maxLengthRule(MAX_TITLE_LENGTH, () => this.t('event.titleLong', { count: MAX_TITLE_LENGTH })),
      ],
    ],
    duration: [this.former?.duration ?? 30],
  });
  protected readonly sending = formSubmission(this.form, () => this.publish(), {
    fields: { slug_taken: 'title' },
  });

  constructor() {
    const { title } = this.form.controls;
    if (this.former && this.former.title !== this.t('event.example')) title.markAsDirty();
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      if (this.form.dirty) this.store.keep({ event: this.form.getRawValue() });
    });
    // A proposal in another language than the page would not help.
    effect(() => {
      const example = this.t('event.example');
      if (title.pristine) title.setValue(example);
    });
  }

  private async publish(): Promise<void> {
    const { title, duration } = this.form.getRawValue();
    await this.store.createEvent(title.trim(), duration);
  }
}
