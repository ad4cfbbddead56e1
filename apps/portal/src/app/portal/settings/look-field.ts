import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { ProfileLook } from '@expertbook/contracts';
import { PROFILE_LOOKS } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { OWN_COLOR, brandLooks } from './brand-look';
import { ProfileSaver } from './profile-saver';

const TEXTS: Readonly<Record<ProfileLook, Record<'name' | 'text', TextKey<'portal-settings'>>>> = {
  classic: { name: 'look.classic', text: 'look.classic.text' },
  calm: { name: 'look.calm', text: 'look.calm.text' },
  bold: { name: 'look.bold', text: 'look.bold.text' },
};

/** The predefined looks of clients' pages as small previews in the expert's colour. A choice is saved at once. */
@Component({
  selector: 'eb-look-field',
  template: `
    <fieldset>
      <legend class="eb-label">{{ t('look') }}</legend>
      <p class="mb-3 text-sm text-on-surface-variant">{{ t('look.text') }}</p>
      <div class="grid gap-3 sm:grid-cols-3">
        @for (look of looks; track look) {
          <label
            class="flex cursor-pointer flex-col rounded-2xl border border-outline-variant p-3 transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary max-sm:flex-row max-sm:items-center max-sm:gap-4"
          >
            <input
              type="radio"
              name="look"
              class="sr-only"
              [value]="look"
              [checked]="look === chosen()"
              (change)="choose(look)"
            />
            <span
              class="block overflow-hidden border border-outline-variant bg-surface text-on-surface max-sm:w-28"
              aria-hidden="true"
              style="border-radius: 0.5rem; background: var(--eb-page, var(--mat-sys-surface))"
              [attr.data-look]="look"
              [style.--mat-sys-primary]="accent().primary"
              [style.--mat-sys-on-primary]="accent().onPrimary"
              [style.--mat-sys-primary-container]="accent().container"
              [style.--mat-sys-on-primary-container]="accent().onContainer"
            >
              <span
                class="block px-3 pt-3 pb-2"
                style="background: var(--eb-panel, transparent)"
                [style.color]="look === 'bold' ? 'var(--eb-on-panel)' : null"
                ><b class="eb-title block truncate text-sm font-bold">{{ name() }}</b></span
              >
              <span class="block space-y-1.5 px-3 pt-1.5 pb-3">
                <span
                  class="eb-card block h-4"
                  style="border-radius: calc(var(--eb-radius, 1.25rem) / 3)"
                ></span>
                <span
                  class="eb-card block h-4"
                  style="border-radius: calc(var(--eb-radius, 1.25rem) / 3)"
                ></span>
                <span
                  class="block h-3 w-10 bg-primary"
                  style="border-radius: calc(var(--eb-control, 0.75rem) / 2)"
                ></span>
              </span>
            </span>
            <span class="mt-2 block max-sm:mt-0">
              <span class="block font-semibold">{{ t(words[look].name) }}</span>
              <span class="block text-sm">{{ t(words[look].text) }}</span>
            </span>
          </label>
        }
      </div>
    </fieldset>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LookField {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly looks = PROFILE_LOOKS;
  protected readonly words = TEXTS;
  protected readonly name = computed(() => this.session.expert()?.name ?? '');
  protected readonly chosen = computed(() => this.session.expert()?.look ?? 'classic');
  /** Light or dark, like the portal. */
  protected readonly accent = computed(() => {
    const looks = brandLooks(this.session.expert()?.brandColor ?? OWN_COLOR) ?? brandLooks(OWN_COLOR);
    const both = (part: 'primary' | 'onPrimary' | 'container' | 'onContainer') =>
      looks ? `light-dark(${looks[0].accent[part]}, ${looks[1].accent[part]})` : null;
    return {
      primary: both('primary'),
      onPrimary: both('onPrimary'),
      container: both('container'),
      onContainer: both('onContainer'),
    };
  });

  protected choose(look: ProfileLook): void {
    void this.saver.saveNow({ look });
  }
}
