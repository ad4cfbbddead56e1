import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MAX_PROFILE_LINKS } from '@expertbook/contracts';
import { LINK_ICONS, linkKindOf } from '@expertbook/presentation/profile-links';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { formSubmission } from '../../ui/form-submission';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { LanguagesField } from './languages-field';
import {
  NO_PRESENCE,
  addressOf,
  linkForm,
  presenceChanges,
  presenceForm,
  resetPresence,
} from './presence-form';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';

/** Further details of the profile: location, languages, links, and a note with its last day. */
@Component({
  selector: 'eb-presence-section',
  imports: [
    Field,
    FieldControl,
    Icon,
    LanguagesField,
    Notice,
    ReactiveFormsModule,
    SettingsCard,
    SubmitButton,
  ],
  template: `
    <eb-settings-card name="presence" [title]="t('presence')" [text]="t('presence.text')">
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        @if (sending.failure(); as failure) {
          <eb-notice kind="error">{{ failure }}</eb-notice>
        }
        <eb-field optional [label]="t('place')" [control]="form.controls.place">
          <input
            ebControl
            class="eb-input"
            formControlName="place"
            autocomplete="address-level2"
            dir="auto"
            [placeholder]="t('place.example')"
          />
        </eb-field>
        <eb-languages-field [control]="form.controls.spokenLanguages" />
        <fieldset formArrayName="links">
          <legend class="eb-label">
            {{ t('links') }} <span class="font-normal text-on-surface-variant">{{ said('optional') }}</span>
          </legend>
          <p class="mb-3 text-sm text-on-surface-variant">{{ t('links.hint') }}</p>
          <ul class="space-y-5">
            @for (link of form.controls.links.controls; track link; let i = $index) {
              <li class="flex items-start gap-2" [formGroupName]="i">
                <eb-icon class="mt-[2.625rem] max-sm:hidden" [path]="icons()[i] ?? ''" />
                <div
                  class="grid min-w-0 flex-1 grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] gap-2"
                >
                  <eb-field [label]="t('links.url')" [control]="link.controls.url">
                    <input
                      ebControl
                      class="eb-input"
                      dir="ltr"
                      inputmode="url"
                      formControlName="url"
                      placeholder="https://"
                      autocapitalize="none"
                      autocomplete="url"
                      spellcheck="false"
                    />
                  </eb-field>
                  <eb-field optional [label]="t('links.label')" [control]="link.controls.label">
                    <input ebControl class="eb-input" dir="auto" autocomplete="off" formControlName="label" />
                  </eb-field>
                </div>
                <button
                  type="button"
                  class="eb-icon-button mt-[1.875rem]"
                  [attr.aria-label]="t('links.remove', { url: link.controls.url.value })"
                  (click)="removeLink(i)"
                >
                  <eb-icon name="trash" />
                </button>
              </li>
            }
          </ul>
          @if (values().links.length < mostLinks) {
            <button type="button" class="eb-button eb-button-outline mt-3" (click)="addLink()">
              <eb-icon name="plus" /> {{ t('links.add') }}
            </button>
          } @else {
            <p class="mt-3 text-sm text-on-surface-variant">{{ t('links.most', { count: mostLinks }) }}</p>
          }
        </fieldset>
        <eb-field optional [label]="t('note')" [hint]="t('note.hint')" [control]="form.controls.note">
          <textarea
            ebControl
            class="eb-input"
            rows="2"
            dir="auto"
            formControlName="note"
            [placeholder]="t('note.example')"
          ></textarea>
        </eb-field>
        @if (values().note.trim()) {
          <eb-field
            optional
            [label]="t('note.until')"
            [hint]="over() ? t('note.over') : t('note.untilHint')"
            [control]="form.controls.noteUntil"
          >
            <input ebControl class="eb-input max-w-48" type="date" formControlName="noteUntil" />
          </eb-field>
        }
        <eb-submit-button [label]="t('presence.save')" [busyLabel]="t('saving')" [busy]="sending.busy()" />
      </form>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PresenceSection {
  protected readonly t = translator('portal-settings');
  protected readonly said = translator('ui');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  private readonly toasts = inject(Toasts);
  protected readonly mostLinks = MAX_PROFILE_LINKS;

  private readonly saved = computed(() => this.session.expert() ?? NO_PRESENCE);
  protected readonly form = presenceForm(this.saved(), this.t);
  protected readonly values = valueSignal(() => this.form);
  protected readonly sending = formSubmission(this.form, () => this.save());
  protected readonly icons = computed(() =>
    this.values().links.map(({ url }) => LINK_ICONS[linkKindOf(addressOf(url))]),
  );
  /** The last day of the note has passed in the expert's zone. */
  protected readonly over = computed(() => {
    const { noteUntil } = this.values();
    const timeZone = this.session.expert()?.timeZone;
    const today = new Intl.DateTimeFormat('en-CA', timeZone ? { timeZone } : {}).format();
    return noteUntil !== '' && noteUntil < today;
  });

  hasChanges(): boolean {
    return Object.keys(presenceChanges(this.form, this.saved())).length > 0;
  }

  protected addLink(): void {
    this.form.controls.links.push(linkForm(this.t));
    this.form.markAsDirty();
  }

  protected removeLink(at: number): void {
    this.form.controls.links.removeAt(at);
    this.form.markAsDirty();
  }

  private async save(): Promise<void> {
    const changes = presenceChanges(this.form, this.saved());
    if (Object.keys(changes).length) await this.saver.save(changes);
    resetPresence(this.form, this.saved(), this.t);
    this.toasts.show(this.t('profile.saved'));
  }
}
