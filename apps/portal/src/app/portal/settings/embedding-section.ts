import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { rule, requiredRule } from '../../ui/form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';
import { MAX_SITES, siteOf } from './site-rules';

/** Websites that may embed the booking pages. */
@Component({
  selector: 'eb-embedding-section',
  imports: [Field, FieldControl, Icon, ReactiveFormsModule, RouterLink, SettingsCard],
  template: `
    <eb-settings-card name="embedding" [title]="t('sites')" [text]="t('sites.text')">
      @if (sites().length) {
        <ul class="mb-5 divide-y divide-outline-variant rounded-xl border border-outline-variant">
          @for (site of sites(); track site) {
            <li class="flex items-center justify-between gap-3 py-1 ps-4 pe-1">
              <bdi class="min-w-0 wrap-anywhere">{{ site }}</bdi>
              <button
                type="button"
                class="eb-icon-button"
                [attr.aria-label]="t('sites.remove', { site })"
                (click)="remove(site)"
              >
                <eb-icon name="trash" />
              </button>
            </li>
          }
        </ul>
      } @else {
        <p class="mb-5 rounded-xl bg-surface-container px-4 py-3 text-sm">{{ t('sites.none') }}</p>
      }
      <form class="flex flex-wrap items-start gap-2" [formGroup]="form" (ngSubmit)="add()" novalidate>
        <eb-field
          class="flex-1 basis-60"
          [label]="t('sites.label')"
          [hint]="t('sites.hint')"
          [control]="form.controls.site"
        >
          <input
            ebControl
            class="eb-input"
            dir="ltr"
            type="url"
            inputmode="url"
            formControlName="site"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
        </eb-field>
        <button
          type="submit"
          class="eb-button eb-button-outline sm:mt-[1.875rem]"
          [attr.aria-disabled]="busy() ? true : null"
        >
          <eb-icon name="plus" /> {{ t('sites.add') }}
        </button>
      </form>
      <p class="mt-4 text-sm">
        <a class="eb-link" routerLink="/portal/embed">{{ t('sites.toCode') }}</a>
      </p>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmbeddingSection {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly busy = signal(false);
  protected readonly sites = computed(() => this.session.expert()?.allowedSites ?? []);
  protected readonly form = new FormGroup({
    site: new FormControl('', {
      nonNullable: true,
      validators: [
        requiredRule(() => this.t('sites.needed')),
        rule<string>(
          (text) => text.trim() === '' || siteOf(text) !== null,
          () => this.t('sites.form'),
        ),
        rule<string>(
          (text) => !this.sites().includes(siteOf(text) ?? ''),
          () => this.t('sites.twice'),
        ),
        rule<string>(
          () => this.sites().length < MAX_SITES,
          () => this.t('sites.most', { count: MAX_SITES }),
        ),
      ],
    }),
  });

  protected async add(): Promise<void> {
    this.form.markAllAsTouched();
    this.form.controls.site.updateValueAndValidity();
    const typed = this.form.getRawValue().site;
    const site = siteOf(typed);
    if (this.busy() || this.form.invalid || site === null) return;
    this.busy.set(true);
    const saved = await this.saver.saveNow({ allowedSites: [...this.sites(), site] });
    this.busy.set(false);
    // Input typed meanwhile is kept.
    if (saved && this.form.getRawValue().site === typed) this.form.reset();
  }

  protected remove(site: string): void {
    void this.saver.saveNow({ allowedSites: this.sites().filter((one) => one !== site) });
  }
}
