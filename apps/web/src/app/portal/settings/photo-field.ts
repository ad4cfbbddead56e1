import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '../../i18n/translator';
import { Initials } from '../../ui/initials';
import { PHOTO_KINDS } from './photo-rules';
import { pictureUpload } from './picture-upload';

/** The expert's photo: chosen or dropped, looked at as clients will see it, then uploaded. */
@Component({
  selector: 'eb-photo-field',
  imports: [Initials],
  template: `
    <div
      class="flex flex-wrap items-center gap-x-5 gap-y-4 rounded-2xl"
      [class.ring-2]="picture.over()"
      [class.ring-primary]="picture.over()"
      (dragover)="picture.dragOver($event)"
      (dragleave)="picture.dragLeave()"
      (drop)="picture.drop($event)"
    >
      @if (shown(); as url) {
        <img
          class="size-24 shrink-0 rounded-full border border-outline-variant object-cover"
          [class.opacity-60]="picture.busy()"
          [src]="url"
          [alt]="picture.chosen() ? t('photo.previewAlt') : t('photo.alt')"
          (error)="picture.broken()"
        />
      } @else {
        <eb-initials class="size-24 text-3xl" [of]="session.expert()?.name ?? ''" />
      }
      <div class="min-w-0 flex-1 basis-56">
        <input
          #box
          type="file"
          class="sr-only"
          tabindex="-1"
          aria-hidden="true"
          [accept]="kinds"
          (change)="picture.pick(box.files?.[0]); box.value = ''"
        />
        <div class="flex flex-wrap gap-2">
          @if (picture.chosen()) {
            <button
              type="button"
              class="eb-button eb-button-primary"
              [attr.aria-disabled]="picture.busy() ? true : null"
              (click)="picture.upload()"
            >
              {{ picture.busy() ? t('photo.uploading') : t('photo.use') }}
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
              aria-describedby="photo-hint"
              (click)="box.click()"
            >
              {{ session.expert()?.photoUrl ? t('photo.change') : t('photo.add') }}
            </button>
            @if (session.expert()?.photoUrl) {
              <button
                type="button"
                class="eb-button eb-button-quiet"
                [disabled]="picture.busy()"
                (click)="picture.remove()"
              >
                {{ t('photo.remove') }}
              </button>
            }
          }
        </div>
        @if (picture.fault()) {
          <p class="eb-error" role="alert">{{ picture.fault() }}</p>
        } @else {
          <p id="photo-hint" class="mt-2 text-sm text-on-surface-variant">
            {{ picture.chosen() ? t('photo.cropHint') : t('photo.hint') }}
          </p>
        }
      </div>
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PhotoField {
  protected readonly session = inject(SessionStore);
  protected readonly t = translator('portal-settings');
  private readonly api = inject(ExpertsApi);
  protected readonly kinds = PHOTO_KINDS.join(',');
  protected readonly picture = pictureUpload({
    upload: (file) => this.api.uploadPhoto(file),
    remove: () => this.api.removePhoto(),
    saved: 'photo.saved',
    removed: 'photo.removed',
  });
  protected readonly shown = computed(
    () => this.picture.chosen()?.url ?? this.session.expert()?.photoUrl ?? null,
  );
}
