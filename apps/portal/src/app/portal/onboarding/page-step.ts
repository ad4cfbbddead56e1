import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { RESERVED_HANDLES } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { patternRule, rule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { ZoneField } from '../../ui/zone-field';
import { typedHandle } from '../handle/typed-handle';
import { HANDLE_FORM, endedWith, proposedHandle } from './handle-proposal';
import { OnboardingStore } from './onboarding-store';

/** State of the typed handle; `null` while it is unknown. */
type HandleState = 'checking' | 'free' | null;

/** Step one: the handle and the zone. */
@Component({
  selector: 'eb-page-step',
  imports: [Field, FieldControl, Icon, Notice, ReactiveFormsModule, SubmitButton, ZoneField],
  template: `
    @if (sending.failure(); as failure) {
      <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
    }
    <form class="space-y-6" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
      <eb-field [label]="t('page.handle')" [hint]="t('page.handleHint')" [control]="form.controls.handle">
        <div
          dir="ltr"
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
          <span class="flex items-center" role="status">
            @if (handleState() === 'checking') {
              <span class="sr-only">{{ t('page.checking') }}</span>
              <span
                class="mr-3.5 size-4 animate-spin rounded-full border-2 border-outline border-r-transparent"
              ></span>
            } @else if (handleState() === 'free' && form.controls.handle.valid) {
              <span class="flex items-center gap-1 pr-3.5 text-sm font-semibold text-primary">
                <eb-icon name="check" /> <span class="max-sm:sr-only">{{ t('page.free') }}</span>
              </span>
            }
          </span>
        </div>
      </eb-field>
      @if (suggestion(); as suggestion) {
        <p class="-mt-4 text-sm">
          <button type="button" class="eb-link min-h-8" (click)="take(suggestion)">
            {{ t('page.suggestion', { handle: suggestion }) }}
          </button>
        </p>
      }
      <eb-field [label]="t('page.zone')" [hint]="t('page.zoneHint')" [control]="form.controls.timeZone">
        <eb-zone-field formControlName="timeZone" />
      </eb-field>
      <eb-submit-button wide [label]="t('continue')" [busyLabel]="t('page.busy')" [busy]="sending.busy()" />
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageStep {
  protected readonly t = translator('portal-onboarding');
  private readonly store = inject(OnboardingStore);
  private readonly former = this.store.draft('page');

  protected readonly origin = location.host;
  protected readonly form = inject(NonNullableFormBuilder).group({
    handle: [
      this.former?.handle ?? this.store.expert()?.handle ?? proposedHandle(this.store.user()),
      [
        requiredRule(() => this.t('page.handleNeeded')),
        patternRule(HANDLE_FORM, () => this.t('page.handleForm')),
        rule<string>(
          (value) => !RESERVED_HANDLES.includes(value),
          () => this.t('page.handleReserved'),
        ),
      ],
    ],
    timeZone: [this.former?.timeZone ?? this.store.expert()?.timeZone ?? browserZone()],
  });
  protected readonly sending = formSubmission(this.form, () => this.store.openPage(this.form.getRawValue()), {
    fields: { unknown_time_zone: 'timeZone' },
  });
  protected readonly handleState = signal<HandleState>(null);
  /** A free handle similar to a taken one. */
  protected readonly suggestion = signal<string | null>(null);

  constructor() {
    const { handle } = this.form.controls;
    // A typed handle must not be replaced by another proposal.
    if (this.former) handle.markAsDirty();
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      if (this.form.dirty) this.store.keep({ page: this.form.getRawValue() });
    });
    typedHandle(handle, (value) => this.check(value))
      .pipe(takeUntilDestroyed())
      .subscribe((answer) => {
        this.suggestion.set(null);
        if (answer === null || answer === 'checking') {
          this.handleState.set(answer);
          return;
        }
        this.handleState.set(answer.free ? 'free' : null);
        if (answer.free) return;
        // The user did not type the proposal: another one is as good and needs no message.
        if (handle.pristine && answer.instead) {
          handle.setValue(answer.instead);
          return;
        }
        handle.setErrors({ server: this.t('page.handleTaken') });
        handle.markAsTouched();
        this.suggestion.set(answer.instead);
      });
  }

  protected take(handle: string): void {
    this.form.controls.handle.setValue(handle);
  }

  /** Whether a handle is free, and if not, one that is. */
  private async check(handle: string): Promise<{ free: boolean; instead: string | null }> {
    if (await this.store.isFree(handle)) return { free: true, instead: null };
    for (const ending of ['-2', '-3', '-4']) {
      const other = endedWith(handle, ending);
      if (await this.store.isFree(other)) return { free: false, instead: other };
    }
    return { free: false, instead: null };
  }
}
