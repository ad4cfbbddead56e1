import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { PHOTO_KINDS } from './photo-rules';
import type { PictureUpload } from './picture-upload';

/** Texts about a picture. */
export interface PictureWords {
  use: TextKey<'portal-settings'>;
  add: TextKey<'portal-settings'>;
  change: TextKey<'portal-settings'>;
  remove: TextKey<'portal-settings'>;
  hint: TextKey<'portal-settings'>;
  /** While a file is selected; `hint` when omitted. */
  chosenHint?: TextKey<'portal-settings'>;
}

/** Buttons to select, upload or remove a picture of the profile; below, a hint or the error. */
@Component({
  selector: 'eb-picture-buttons',
  template: `
    <input
      #box
      type="file"
      class="sr-only"
      tabindex="-1"
      aria-hidden="true"
      [accept]="kinds"
      (change)="picture().pick(box.files?.[0]); box.value = ''"
    />
    <div class="flex flex-wrap gap-2">
      @if (picture().chosen()) {
        <button
          type="button"
          class="eb-button eb-button-primary"
          [attr.aria-disabled]="picture().busy() ? true : null"
          (click)="picture().upload()"
        >
          {{ picture().busy() ? t('photo.uploading') : t(words().use) }}
        </button>
        <button
          type="button"
          class="eb-button eb-button-outline"
          [disabled]="picture().busy()"
          (click)="picture().forget()"
        >
          {{ t('discard') }}
        </button>
      } @else {
        <button
          type="button"
          class="eb-button eb-button-outline"
          [attr.aria-describedby]="name() + '-hint'"
          (click)="box.click()"
        >
          {{ saved() ? t(words().change) : t(words().add) }}
        </button>
        @if (saved()) {
          <button
            type="button"
            class="eb-button eb-button-quiet"
            [disabled]="picture().busy()"
            (click)="picture().remove()"
          >
            {{ t(words().remove) }}
          </button>
        }
      }
    </div>
    @if (picture().fault()) {
      <p class="eb-error" role="alert">{{ picture().fault() }}</p>
    } @else {
      <p [id]="name() + '-hint'" class="mt-2 text-sm text-on-surface-variant">
        {{ t((picture().chosen() && words().chosenHint) || words().hint) }}
      </p>
    }
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PictureButtons {
  readonly picture = input.required<PictureUpload>();
  /** Whether there is a saved picture. */
  readonly saved = input.required<boolean>();
  readonly words = input.required<PictureWords>();
  /** Name of the field, unique on the page. */
  readonly name = input.required<string>();

  protected readonly t = translator('portal-settings');
  protected readonly kinds = PHOTO_KINDS.join(',');
}
