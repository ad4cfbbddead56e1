import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, signal } from '@angular/core';
import type { ExpertProfile } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { toProblem } from '../../data/problem';
import { problemText } from '../../i18n/problem-text';
import { translator } from '../../i18n/translator';
import { Initials } from '../../ui/initials';
import { Toasts } from '../../ui/toasts';
import { PHOTO_KINDS, photoFault } from './photo-rules';

/** The expert's photo: chosen or dropped, looked at as clients will see it, then uploaded. */
@Component({
  selector: 'eb-photo-field',
  imports: [Initials],
  template: `
    <div
      class="flex flex-wrap items-center gap-x-5 gap-y-4 rounded-2xl"
      [class.ring-2]="over()"
      [class.ring-primary]="over()"
      (dragover)="$event.preventDefault(); over.set(true)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      @if (shown(); as url) {
        <img
          class="size-24 shrink-0 rounded-full border border-outline-variant object-cover"
          [class.opacity-60]="busy()"
          [src]="url"
          [alt]="chosen() ? t('photo.previewAlt') : t('photo.alt')"
          (error)="broken()"
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
          (change)="pick(box.files?.[0]); box.value = ''"
        />
        <div class="flex flex-wrap gap-2">
          @if (chosen()) {
            <button
              type="button"
              class="eb-button eb-button-primary"
              [attr.aria-disabled]="busy() ? true : null"
              (click)="upload()"
            >
              {{ busy() ? t('photo.uploading') : t('photo.use') }}
            </button>
            <button type="button" class="eb-button eb-button-outline" [disabled]="busy()" (click)="forget()">
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
              <button type="button" class="eb-button eb-button-quiet" [disabled]="busy()" (click)="remove()">
                {{ t('photo.remove') }}
              </button>
            }
          }
        </div>
        @if (fault()) {
          <p class="eb-error" role="alert">{{ fault() }}</p>
        } @else {
          <p id="photo-hint" class="mt-2 text-sm text-on-surface-variant">
            {{ chosen() ? t('photo.cropHint') : t('photo.hint') }}
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
  private readonly toasts = inject(Toasts);
  private readonly words = problemText();
  protected readonly kinds = PHOTO_KINDS.join(',');
  protected readonly chosen = signal<{ file: File; url: string } | null>(null);
  protected readonly over = signal(false);
  protected readonly busy = signal(false);
  protected readonly fault = signal('');
  protected readonly shown = computed(() => this.chosen()?.url ?? this.session.expert()?.photoUrl ?? null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.forget());
  }

  protected pick(file: File | undefined): void {
    if (!file) return;
    this.forget();
    const fault = photoFault(file);
    if (fault) this.fault.set(this.t(fault));
    else this.chosen.set({ file, url: URL.createObjectURL(file) });
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.pick(event.dataTransfer?.files[0]);
  }

  protected forget(): void {
    const chosen = this.chosen();
    if (chosen) URL.revokeObjectURL(chosen.url);
    this.chosen.set(null);
    this.fault.set('');
  }

  /** What calls itself a picture need not be one. */
  protected broken(): void {
    if (!this.chosen()) return;
    this.forget();
    this.fault.set(this.t('photo.kind'));
  }

  protected async upload(): Promise<void> {
    const chosen = this.chosen();
    if (!chosen || this.busy()) return;
    await this.run(() => this.api.uploadPhoto(chosen.file), this.t('photo.saved'));
  }

  protected async remove(): Promise<void> {
    await this.run(() => this.api.removePhoto(), this.t('photo.removed'));
  }

  private async run(request: () => Promise<ExpertProfile>, done: string): Promise<void> {
    this.busy.set(true);
    this.fault.set('');
    try {
      this.session.setExpert(await request());
      this.forget();
      this.toasts.tell(done);
    } catch (error) {
      const problem = toProblem(error);
      this.fault.set(problem.code === 'payload_too_large' ? this.t('photo.size') : this.words(problem));
    } finally {
      this.busy.set(false);
    }
  }
}
