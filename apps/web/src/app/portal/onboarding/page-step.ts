import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { catchError, debounceTime, distinctUntilChanged, from, map, of, startWith, switchMap } from 'rxjs';
import { ExpertsApi } from '../../data/experts-api';
import { toProblem } from '../../data/problem';
import { Field, FieldControl } from '../../ui/field';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { slugOf } from '../../ui/slug';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '../../ui/time-zones';
import { ZoneField } from '../../ui/zone-field';
import { handleRules } from '../settings/profile-form';
import { OnboardingStore } from './onboarding-store';

/** Step one: the address of the page, and the zone. */
@Component({
  selector: 'eb-page-step',
  imports: [Field, FieldControl, Icon, Notice, ReactiveFormsModule, SubmitButton, ZoneField],
  template: `
    @if (failure(); as failure) {
      <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
    }
    <form class="space-y-6" [formGroup]="form" (ngSubmit)="submit()" novalidate>
      <eb-field
        label="The address of your page"
        hint="You share it with clients. Letters, digits and hyphens."
        [control]="form.controls.handle"
      >
        <div
          class="flex items-stretch rounded-xl border border-outline bg-card focus-within:border-primary focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-primary has-aria-invalid:border-error"
        >
          <span class="flex max-w-[55%] items-center truncate py-2 pl-3.5 text-on-surface-variant"
            >{{ origin }}/</span
          >
          <input
            ebControl
            class="min-h-12 min-w-0 flex-1 rounded-xl bg-transparent pr-2 pl-0.5 font-semibold outline-none!"
            formControlName="handle"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
          @if (free() && form.controls.handle.valid) {
            <span class="flex items-center gap-1 pr-3.5 text-sm font-semibold text-primary" role="status">
              <eb-icon name="check" /> Free
            </span>
          }
        </div>
      </eb-field>
      <eb-field
        label="Your time zone"
        hint="Taken from this browser. Your hours are in it; clients see their own."
        [control]="form.controls.timeZone"
      >
        <eb-zone-field formControlName="timeZone" />
      </eb-field>
      <eb-submit-button wide label="Continue" busyLabel="Reserving your address…" [busy]="busy()" />
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageStep {
  private readonly store = inject(OnboardingStore);
  private readonly experts = inject(ExpertsApi);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly origin = location.host;
  protected readonly form = inject(NonNullableFormBuilder).group({
    handle: [slugOf(this.store.user()?.name ?? '', 40), handleRules],
    timeZone: [browserZone()],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly free = signal(false);

  constructor() {
    const { handle } = this.form.controls;
    handle.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => this.free.set(false));
    handle.valueChanges
      .pipe(
        startWith(handle.value),
        debounceTime(350),
        distinctUntilChanged(),
        switchMap((value) =>
          handle.invalid
            ? of(null)
            : from(this.experts.isFree(value)).pipe(
                map((free) => ({ value, free })),
                // Only a comfort: the step itself finds out for certain.
                catchError(() => of(null)),
              ),
        ),
        takeUntilDestroyed(),
      )
      .subscribe((answer) => {
        if (!answer || answer.value !== handle.value) return;
        this.free.set(answer.free);
        if (answer.free) return;
        handle.setErrors({ server: 'Somebody has this address already. Please choose another one.' });
        handle.markAsTouched();
      });
  }

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
      await this.store.openPage(this.form.getRawValue());
    } catch (error) {
      const fields = { handle_taken: 'handle', handle_reserved: 'handle', unknown_time_zone: 'timeZone' };
      this.failure.set(showProblem(this.form, toProblem(error), { fields }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }
}
