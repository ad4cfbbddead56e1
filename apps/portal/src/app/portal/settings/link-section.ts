import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { localizedProblem } from '@expertbook/web-shared/i18n/localized-problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Confirm } from '../../ui/confirm-dialog';
import { CopyButton } from '../../ui/copy-button';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { HandleStatusText } from './handle-status';
import { handleControl } from './profile-form';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';

/** The handle of the expert's page, and earlier handles: their links still work. */
@Component({
  selector: 'eb-link-section',
  imports: [
    CopyButton,
    Field,
    FieldControl,
    HandleStatusText,
    Notice,
    ReactiveFormsModule,
    SettingsCard,
    SubmitButton,
  ],
  template: `
    <eb-settings-card name="link" [title]="t('link')" [text]="t('link.text')">
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="save()" novalidate>
        @if (failure(); as failure) {
          <eb-notice kind="error">{{ failure }}</eb-notice>
        }
        <eb-field [label]="t('handle')" [hint]="t('handle.hint')" [control]="form.controls.handle">
          <div
            dir="ltr"
            class="flex items-stretch rounded-xl border border-outline bg-card focus-within:border-primary focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-primary has-aria-invalid:border-error"
          >
            <span class="flex max-w-[60%] items-center truncate py-2 ps-3.5 text-on-surface-variant"
              >{{ origin }}/</span
            >
            <input
              ebControl
              class="min-h-11 min-w-0 flex-1 rounded-xl bg-transparent ps-0.5 pe-3.5 outline-none!"
              formControlName="handle"
              autocapitalize="none"
              autocomplete="off"
              spellcheck="false"
            />
          </div>
          <eb-handle-standing [control]="form.controls.handle" [own]="saved()" />
        </eb-field>
        <div class="flex flex-wrap items-center gap-2">
          <eb-submit-button [label]="t('link.save')" [busyLabel]="t('saving')" [busy]="busy()" />
          <eb-copy-button look="eb-button-outline" [text]="url()" />
          <a class="eb-button eb-button-quiet" target="_blank" rel="noopener" [href]="url()">{{
            t('link.view')
          }}</a>
        </div>
        @if (formers().length) {
          <div class="text-sm">
            <p class="font-semibold">{{ t('link.formers') }}</p>
            <ul class="mt-1 text-on-surface-variant">
              @for (former of formers(); track former) {
                <li>
                  <bdi>{{ origin }}/{{ former }}</bdi>
                </li>
              }
            </ul>
          </div>
        }
      </form>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkSection {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly experts = inject(ExpertsApi);
  private readonly saver = inject(ProfileSaver);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly spoken = localizedProblem();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly saved = computed(() => this.session.expert()?.handle ?? '');
  protected readonly formers = computed(() => this.session.expert()?.previousHandles ?? []);
  protected readonly form = new FormGroup({ handle: handleControl(this.saved(), this.t) });
  private readonly values = valueSignal(() => this.form);
  protected readonly origin = location.host;
  protected readonly url = computed(() => `${location.origin}/${this.saved()}`);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  hasChanges(): boolean {
    return this.values().handle !== this.saved();
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.form.markAllAsTouched();
    this.failure.set(null);
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    const { handle } = this.form.getRawValue();
    if (handle === this.saved()) return;
    this.busy.set(true);
    try {
      // An impossible change needs no confirmation.
      if (!(await this.isAvailable(handle))) {
        this.showUnavailable(handle);
        return;
      }
      if (!(await this.confirmChange(handle))) return;
      await this.saver.save({ handle });
      this.form.reset({ handle });
      this.toasts.show(this.t('link.saved'));
    } catch (error) {
      const problem = toProblem(error);
      this.failure.set(showProblem(this.form, this.spoken(problem)));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }

  /** A check only: the change itself decides, also after too many checks. */
  private async isAvailable(handle: string): Promise<boolean> {
    try {
      return (await this.experts.handleStatus(handle)) !== 'taken';
    } catch (error) {
      if (toProblem(error).code === 'rate_limited') return true;
      throw error;
    }
  }

  private showUnavailable(handle: string): void {
    const control = this.form.controls.handle;
    // Another handle was typed meanwhile.
    if (control.value !== handle) return;
    control.setErrors({ server: () => this.t('handle.taken') });
    control.markAsTouched();
    focusFirstInvalid(this.host.nativeElement);
  }

  private confirmChange(handle: string): Promise<boolean> {
    return this.confirm.ask({
      title: this.t('link.ask'),
      text: this.t('link.askText', {
        now: `${location.host}/${handle}`,
        former: `${location.host}/${this.saved()}`,
      }),
      yes: this.t('link.yes'),
      no: this.t('link.no'),
    });
  }
}
