import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { PictureWords } from './picture-buttons';
import { PictureButtons } from './picture-buttons';
import { pictureUpload } from './picture-upload';

/** The cover image of the profile: selected or dropped, previewed, then uploaded. */
@Component({
  selector: 'eb-cover-field',
  imports: [Icon, PictureButtons],
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
    <eb-picture-buttons
      class="mt-3"
      name="cover"
      [picture]="picture"
      [saved]="saved() !== null"
      [words]="words"
    />
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CoverField {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly api = inject(ExpertsApi);
  protected readonly words: PictureWords = {
    use: 'cover.use',
    add: 'cover.add',
    change: 'cover.change',
    remove: 'cover.remove',
    hint: 'cover.hint',
  };
  protected readonly picture = pictureUpload({
    upload: (file) => this.api.uploadCover(file),
    remove: () => this.api.removeCover(),
    saved: 'cover.saved',
    removed: 'cover.removed',
  });
  protected readonly saved = computed(() => this.session.expert()?.coverUrl ?? null);
  protected readonly shown = computed(() => this.picture.chosen()?.url ?? this.saved());
}
