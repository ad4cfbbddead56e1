import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { OWN_COLOR, PRESETS, brandLooks } from './brand-look';
import { ProfileSaver } from './profile-saver';

/** The colour of buttons and links on clients' pages, previewed with its contrast. */
@Component({
  selector: 'eb-brand-field',
  template: `
    <fieldset>
      <legend class="eb-label">{{ t('brand') }}</legend>
      <p class="mb-3 text-sm text-on-surface-variant">{{ t('brand.text') }}</p>
      <div class="flex flex-wrap items-center gap-2">
        @for (preset of presets; track preset) {
          <button
            type="button"
            class="size-11 rounded-full border-2 border-transparent p-1 aria-pressed:border-primary"
            [attr.aria-label]="t('brand.preset', { color: preset })"
            [attr.aria-pressed]="preset === color()"
            (click)="color.set(preset)"
          >
            <span
              class="block size-full rounded-full border border-outline-variant"
              [style.background]="preset"
            ></span>
          </button>
        }
        <label class="flex min-h-11 items-center gap-2 rounded-xl border border-outline px-3">
          <span class="text-sm font-semibold">{{ t('brand.own') }}</span>
          <input
            #picker
            type="color"
            class="size-8 cursor-pointer border-0 bg-transparent p-0"
            [value]="color()"
            (input)="color.set(picker.value)"
          />
        </label>
        <input
          #text
          class="eb-input w-28"
          dir="ltr"
          maxlength="7"
          spellcheck="false"
          autocomplete="off"
          [attr.aria-label]="t('brand.code')"
          [attr.aria-invalid]="looks() ? null : true"
          [value]="color()"
          (input)="color.set(text.value.trim())"
        />
      </div>
      @if (looks(); as looks) {
        <div class="mt-4 grid gap-3 sm:grid-cols-2">
          @for (look of looks; track look.theme) {
            <figure
              class="rounded-2xl border border-outline-variant p-4"
              [style.background]="look.page"
              [style.color]="look.ink"
            >
              <p class="font-semibold">{{ session.expert()?.name }}</p>
              <p class="mt-1 text-sm underline" [style.color]="look.accent.primary">{{ t('brand.link') }}</p>
              <div class="mt-3 flex gap-2 text-sm font-semibold">
                <span
                  class="rounded-xl px-4 py-2"
                  [style.background]="look.accent.primary"
                  [style.color]="look.accent.onPrimary"
                  >{{ t('brand.button') }}</span
                >
                <span
                  class="rounded-xl px-4 py-2"
                  dir="ltr"
                  [style.background]="look.accent.container"
                  [style.color]="look.accent.onContainer"
                  >10:30</span
                >
              </div>
              <figcaption class="mt-3 text-xs">
                {{ t('brand.contrast', { ratio: ratio(look.contrast) }) }}
                @if (look.moved) {
                  {{ t(look.theme === 'light' ? 'brand.darkened' : 'brand.lightened') }}
                }
              </figcaption>
            </figure>
          }
        </div>
      } @else {
        <p class="eb-error" role="alert">{{ t('brand.fault') }}</p>
      }
      <div class="mt-4 flex flex-wrap gap-2">
        <button
          type="button"
          class="eb-button eb-button-primary"
          [disabled]="!looks() || color() === saved()"
          (click)="save(color())"
        >
          {{ t('brand.save') }}
        </button>
        @if (session.expert()?.brandColor) {
          <button type="button" class="eb-button eb-button-quiet" (click)="save(null)">
            {{ t('brand.reset') }}
          </button>
        }
      </div>
    </fieldset>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BrandField {
  protected readonly t = translator('portal-settings');
  protected readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly presets = PRESETS;
  protected readonly saved = computed(() => this.session.expert()?.brandColor ?? OWN_COLOR);
  protected readonly color = linkedSignal(() => this.saved());
  protected readonly looks = computed(() => brandLooks(this.color()));

  protected ratio(contrast: number): string {
    return (Math.floor(contrast * 10) / 10).toLocaleString(dateLocale(), { minimumFractionDigits: 1 });
  }

  protected save(color: string | null): void {
    void this.saver.saveNow({ brandColor: color?.toLowerCase() ?? null });
  }
}
