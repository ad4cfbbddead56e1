import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { saveFile } from '@expertbook/web-shared/ui/save-file';
import { Toasts } from '../../ui/toasts';
import type { QrMatrix } from './qr-drawing';
import { qrMatrixOf, qrPath, qrPng, qrSide, qrSvg } from './qr-drawing';

const PNG_PIXELS = 1024;

/** An address as a QR code, on the page and as a file. The encoder is loaded when the first one is shown. */
@Component({
  selector: 'eb-qr-code',
  imports: [Icon],
  template: `
    <div class="flex flex-wrap items-center gap-5">
      <div
        class="grid size-40 shrink-0 place-items-center overflow-hidden rounded-2xl border border-outline-variant bg-white"
      >
        @if (drawing(); as drawing) {
          <svg
            class="size-full"
            role="img"
            shape-rendering="crispEdges"
            [attr.viewBox]="drawing.viewBox"
            [attr.aria-label]="t('qr.of', { address: address() })"
          >
            <path fill="#000" [attr.d]="drawing.path" />
          </svg>
        } @else if (code.status() === 'loading') {
          <span class="size-full eb-skeleton"></span>
        }
      </div>
      <div class="min-w-0 flex-1 basis-52">
        <h3 class="font-semibold">{{ t('qr') }}</h3>
        @if (code.status() === 'failed') {
          <p class="text-sm text-on-surface-variant" role="alert">{{ t('qr.failed') }}</p>
          <button type="button" class="mt-3 eb-button eb-button-outline" (click)="load()">
            <eb-icon name="refresh" /> {{ t('again') }}
          </button>
        } @else {
          <p class="text-sm text-pretty text-on-surface-variant">{{ t('qr.text') }}</p>
          <div class="mt-3 flex flex-wrap gap-2">
            <button type="button" class="eb-button eb-button-outline" (click)="saveSvg()">
              <eb-icon name="download" /> {{ t('qr.svg') }}
            </button>
            <button type="button" class="eb-button eb-button-outline" (click)="savePng()">
              <eb-icon name="download" /> {{ t('qr.png') }}
            </button>
          </div>
        }
      </div>
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QrCode {
  readonly address = input.required<string>();
  /** Name of the files, without extension. */
  readonly name = input.required<string>();

  protected readonly t = translator('portal-sharing');
  private readonly toasts = inject(Toasts);
  protected readonly code = new Loadable<QrMatrix>();
  protected readonly drawing = computed(() => {
    const matrix = this.code.value();
    if (!matrix) return null;
    const side = qrSide(matrix);
    return { path: qrPath(matrix), viewBox: `0 0 ${side} ${side}` };
  });

  constructor() {
    effect(() => {
      this.address();
      untracked(() => this.load());
    });
  }

  protected load(): void {
    const address = this.address();
    void this.code.load(() => qrMatrixOf(address));
  }

  protected saveSvg(): void {
    const matrix = this.code.value();
    if (matrix) saveFile(new Blob([qrSvg(matrix)], { type: 'image/svg+xml' }), `${this.name()}-qr.svg`);
  }

  protected async savePng(): Promise<void> {
    const matrix = this.code.value();
    if (!matrix) return;
    try {
      saveFile(await qrPng(matrix, PNG_PIXELS), `${this.name()}-qr.png`);
    } catch (error) {
      this.toasts.fail(this.t('qr.notSaved'), error);
    }
  }
}
