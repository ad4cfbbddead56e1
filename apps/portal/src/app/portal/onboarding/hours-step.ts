import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import type { TimeRange } from '@expertbook/contracts';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { TimeInput } from '../../ui/time-input';
import { cityOf } from '@expertbook/web-shared/ui/zoned-time';
import { USUAL_RANGE, rangeProblems, usualDays, weekOrder, weekdayNames } from '../availability/hours-rules';
import { OnboardingStore } from './onboarding-store';

/** Step two: working days and hours. */
@Component({
  selector: 'eb-hours-step',
  imports: [Notice, SubmitButton, TimeInput],
  template: `
    @if (failure(); as failure) {
      <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
    }
    <form class="space-y-6" (submit)="submit($event)" novalidate>
      <fieldset>
        <legend class="eb-label">{{ t('hours.days') }}</legend>
        <div class="grid grid-cols-4 gap-2 sm:grid-cols-7 large-text:grid-cols-2">
          @for (day of order(); track day) {
            <label
              class="grid min-h-12 cursor-pointer place-items-center rounded-xl border border-outline-variant font-semibold transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
            >
              <input
                type="checkbox"
                class="sr-only"
                [checked]="days().includes(day)"
                [attr.aria-label]="long()[day]"
                (change)="toggle(day)"
              />
              {{ short()[day] }}
            </label>
          }
        </div>
        @if (touched() && days().length === 0) {
          <p class="eb-error" role="alert">{{ t('hours.noDay') }}</p>
        }
      </fieldset>
      <fieldset>
        <legend class="eb-label">{{ t('hours.hours') }}</legend>
        <div class="flex items-center gap-3">
          <eb-time-input
            [name]="t('hours.from')"
            [time]="range().start"
            [invalid]="!!problem()"
            (timeChange)="range.set({ start: $event, end: range().end })"
          />
          <span aria-hidden="true" class="text-on-surface-variant">–</span>
          <eb-time-input
            end
            [name]="t('hours.until')"
            [time]="range().end"
            [after]="range().start"
            [invalid]="!!problem()"
            (timeChange)="range.set({ start: range().start, end: $event })"
          />
        </div>
        @if (problem(); as problem) {
          <p class="eb-error" role="alert">{{ problem }}</p>
        } @else {
          <p class="mt-1.5 text-sm text-on-surface-variant">
            {{ t('hours.later', { zone: zone() }) }}
          </p>
        }
      </fieldset>
      <eb-submit-button wide [label]="t('continue')" [busyLabel]="t('hours.busy')" [busy]="busy()" />
      <button type="button" class="eb-button eb-button-outline -mt-3 w-full" (click)="store.back('page')">
        {{ t('back') }}
      </button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HoursStep {
  protected readonly t = translator('portal-onboarding');
  private readonly rangeWords = translator('portal-availability');
  protected readonly store = inject(OnboardingStore);
  private readonly problemWords = problemText();
  protected readonly order = computed(() => weekOrder());
  protected readonly short = computed(() => weekdayNames('short'));
  protected readonly long = computed(() => weekdayNames('long'));
  protected readonly zone = computed(() => cityOf(this.store.expert()?.timeZone ?? 'UTC'));

  private readonly former = this.store.draft('hours');
  protected readonly days = signal<number[]>(this.former?.days ?? usualDays());
  protected readonly range = signal<TimeRange>(this.former?.range ?? { ...USUAL_RANGE });
  protected readonly problem = computed(() => rangeProblems([this.range()], this.rangeWords)[0] ?? null);
  protected readonly touched = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  constructor() {
    effect(() => this.store.keep({ hours: { days: this.days(), range: this.range() } }));
  }

  protected toggle(day: number): void {
    this.touched.set(true);
    this.days.update((days) => (days.includes(day) ? days.filter((one) => one !== day) : [...days, day]));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.touched.set(true);
    if (this.busy() || this.problem() || this.days().length === 0) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.store.setHours(
        [0, 1, 2, 3, 4, 5, 6].map((day) => (this.days().includes(day) ? [{ ...this.range() }] : [])),
      );
    } catch (error) {
      this.failure.set(this.problemWords(toProblem(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
