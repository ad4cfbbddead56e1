import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '../../i18n/translator';
import { Icon } from '../../ui/icon';
import { PHOTO_KINDS } from './photo-rules';
import { pictureUpload } from './picture-upload';

/** The wide picture at the top of the profile: chosen or dropped, looked at as clients will see it, then uploaded. */
@Component({
  selector: 'eb-cover-field',
  imports: [Icon],
  template: `
    <p class="eb-label">{{ t('cover') }}</p>
    <div
      class="rounded-2xl"
      [class.ring-2]="picture.over()"
      [class.ring-primary]="picture.over()"
      (dragover)="picture.dragOver($event)"
      (dragleave)="picture.dragLeave()"
      (drop)="picture.drop($event)"
    >
      @if (shown(); as url) {
        <img
          class="aspect-[4] w-full rounded-2xl border border-outline-variant object-cover"
          [class.opacity-60]="picture.busy()"
          [src]="url"
          [alt]="picture.chosen() ? t('cover.previewAlt') : t('cover.alt')"
          (error)="picture.broken()"
        />
      } @else {
        <div
          class="grid aspect-[4] w-full place-items-center rounded-2xl border border-dashed border-outline-variant bg-surface-container text-on-surface-variant"
          aria-hidden="true"
        >
          <eb-icon name="plus" class="size-6" />
        </div>
      }
    </div>
    <input
      #box
      type="file"
      class="sr-only"
      tabindex="-1"
      aria-hidden="true"
      [accept]="kinds"
      (change)="picture.pick(box.files?.[0]); box.value = ''"
    />
    <div class="mt-3 flex flex-wrap gap-2">
      @if (picture.chosen()) {
        <button
          type="button"
          class="eb-button eb-button-primary"
          [attr.aria-disabled]="picture.busy() ? true : null"
          (click)="picture.upload()"
        >
          {{ picture.busy() ? t('photo.uploading') : t('cover.use') }}
        </button>
        <button
          type="button"
          class="eb-button eb-button-outline"
          [disabled]="picture.busy()"
          (click)="picture.forget()"
        >
          {{ t('discard') }}
        </button>
      } @else {
        <button
          type="button"
          class="eb-button eb-button-outline"
          aria-describedby="cover-hint"
          (click)="box.click()"
        >
          {{ saved() ? t('cover.change') : t('cover.add') }}
        </button>
        @if (saved()) {
          <button
            type="button"
            class="eb-button eb-button-quiet"
            [disabled]="picture.busy()"
            (click)="picture.remove()"
          >
            {{ t('cover.remove') }}
          </button>
        }
      }
    </div>
    @if (picture.fault()) {
      <p class="eb-error" role="alert">{{ picture.fault() }}</p>
    } @else {
      <p id="cover-hint" class="mt-2 text-sm text-on-surface-variant">{{ t('cover.hint') }}</p>
    }
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CoverField {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly api = inject(ExpertsApi);
  protected readonly kinds = PHOTO_KINDS.join(',');
  protected readonly picture = pictureUpload({
    upload: (file) => this.api.uploadCover(file),
    remove: () => this.api.removeCover(),
    saved: 'cover.saved',
    removed: 'cover.removed',
  });
  protected readonly saved = computed(() => this.session.expert()?.coverUrl ?? null);
  protected readonly shown = computed(() => this.picture.chosen()?.url ?? this.saved());
}
