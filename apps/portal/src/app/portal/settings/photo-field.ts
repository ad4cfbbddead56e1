import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Initials } from '@expertbook/web-shared/ui/initials';
import type { PictureWords } from './picture-buttons';
import { PictureButtons } from './picture-buttons';
import { pictureUpload } from './picture-upload';

/** The expert's photo: selected or dropped, previewed, then uploaded. */
@Component({
  selector: 'eb-photo-field',
  imports: [Initials, PictureButtons],
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
      <eb-picture-buttons
        class="min-w-0 flex-1 basis-56"
        name="photo"
        [picture]="picture"
        [saved]="!!session.expert()?.photoUrl"
        [words]="words"
      />
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PhotoField {
  protected readonly session = inject(SessionStore);
  protected readonly t = translator('portal-settings');
  private readonly api = inject(ExpertsApi);
  protected readonly words: PictureWords = {
    use: 'photo.use',
    add: 'photo.add',
    change: 'photo.change',
    remove: 'photo.remove',
    hint: 'photo.hint',
    chosenHint: 'photo.cropHint',
  };
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
