import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import type { EventType } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { EmbedPanel } from './embed-panel';
import { LinkPanel } from './link-panel';
import { SecretLinksPanel } from './secret-links-panel';

type Tab = 'link' | 'secret' | 'embed';

/** All ways to share an event type. A private one has only secret links. */
@Component({
  selector: 'eb-share-dialog',
  imports: [EmbedPanel, Icon, LinkPanel, MatDialogClose, MatDialogContent, MatDialogTitle, SecretLinksPanel],
  template: `
    <div class="flex items-start justify-between gap-2 pe-3">
      <h2 mat-dialog-title class="min-w-0 shrink! grow wrap-anywhere">
        {{ t('title', { title: item.title }) }}
      </h2>
      <button type="button" class="mt-3 eb-icon-button" mat-dialog-close [aria-label]="t('close')">
        <eb-icon name="x" />
      </button>
    </div>
    <mat-dialog-content class="max-h-[min(52rem,78dvh)]!">
      @if (tabs().length > 1) {
        <div
          class="mb-5 flex gap-1 large-text:flex-col rounded-xl bg-surface-container p-1"
          role="group"
          [attr.aria-label]="t('ways')"
        >
          @for (one of tabs(); track one.id) {
            <button
              type="button"
              class="min-h-11 flex-1 rounded-lg px-3 text-sm font-semibold text-on-surface-variant aria-pressed:bg-primary-container aria-pressed:text-on-primary-container"
              [attr.aria-pressed]="one.id === tab()"
              (click)="tab.set(one.id)"
            >
              {{ one.label }}
            </button>
          }
        </div>
      }
      @switch (tab()) {
        @case ('link') {
          <eb-link-panel [item]="item" />
        }
        @case ('secret') {
          <eb-secret-links-panel [item]="item" />
        }
        @case ('embed') {
          <eb-embed-panel [link]="item.link" />
        }
      }
    </mat-dialog-content>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShareDialog {
  protected readonly t = translator('portal-sharing');
  protected readonly item = inject<EventType>(MAT_DIALOG_DATA);
  protected readonly tab = signal<Tab>(this.item.private ? 'secret' : 'link');
  protected readonly tabs = computed<{ id: Tab; label: string }[]>(() =>
    this.item.private
      ? [{ id: 'secret', label: this.t('tab.secret') }]
      : [
          { id: 'link', label: this.t('tab.link') },
          { id: 'secret', label: this.t('tab.oneOff') },
          { id: 'embed', label: this.t('tab.embed') },
        ],
  );
}
