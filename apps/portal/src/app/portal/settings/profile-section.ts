import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MAX_BIO_LENGTH } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { RichText } from '@expertbook/web-shared/ui/rich-text';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { CoverField } from './cover-field';
import { PhotoField } from './photo-field';
import { profileChanges, profileForm } from './profile-form';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';

/** The public details of the expert. */
@Component({
  selector: 'eb-profile-section',
  imports: [
    CoverField,
    Field,
    FieldControl,
    Notice,
    PhotoField,
    ReactiveFormsModule,
    RichText,
    SettingsCard,
    SubmitButton,
  ],
  template: `
    <eb-settings-card name="profile" [title]="t('profile')" [text]="t('profile.text')">
      <eb-cover-field class="mb-6" />
      <eb-photo-field class="mb-6" />
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        @if (sending.failure(); as failure) {
          <eb-notice kind="error">{{ failure }}</eb-notice>
        }
        <eb-field [label]="t('name')" [control]="form.controls.name">
          <input ebControl class="eb-input" formControlName="name" autocomplete="name" dir="auto" />
        </eb-field>
        <eb-field
          optional
          [label]="t('headline')"
          [hint]="t('headline.hint')"
          [control]="form.controls.headline"
        >
          <input
            ebControl
            class="eb-input"
            formControlName="headline"
            autocomplete="organization-title"
            dir="auto"
            [placeholder]="t('headline.example')"
          />
        </eb-field>
        <eb-field optional [label]="t('bio')" [hint]="bioHint()" [control]="form.controls.bio">
          <textarea ebControl class="eb-input" rows="7" formControlName="bio" dir="auto"></textarea>
        </eb-field>
        @if (values().bio.trim()) {
          <details class="rounded-xl border border-outline-variant px-4 py-3">
            <summary class="font-semibold">{{ t('bio.preview') }}</summary>
            <eb-rich-text class="mt-3" [text]="values().bio" />
          </details>
        }
        <eb-submit-button [label]="t('profile.save')" [busyLabel]="t('saving')" [busy]="sending.busy()" />
      </form>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfileSection {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  private readonly toasts = inject(Toasts);

  private readonly saved = computed(() => this.session.expert() ?? { name: '', headline: '', bio: '' });
  protected readonly form = profileForm(this.saved(), this.t);
  protected readonly values = valueSignal(() => this.form);
  protected readonly sending = formSubmission(this.form, () => this.save());
  protected readonly bioHint = computed(() => {
    const left = MAX_BIO_LENGTH - this.values().bio.length;
    return left < 500 ? this.t('bio.left', { count: Math.max(left, 0) }) : this.t('bio.hint');
  });

  hasChanges(): boolean {
    return this.form.dirty && Object.keys(profileChanges(this.form, this.saved())).length > 0;
  }

  private async save(): Promise<void> {
    const changes = profileChanges(this.form, this.saved());
    if (Object.keys(changes).length) await this.saver.save(changes);
    this.form.reset(this.saved());
    this.toasts.show(this.t('profile.saved'));
  }
}
