import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { EventType } from '@expertbook/contracts';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';

/** Opens the share dialog of an event type; its code and texts are loaded with the first one. */
@Injectable({ providedIn: 'root' })
export class ShareDialogs {
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(LanguageService);
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-event-types');

  async open(eventType: EventType): Promise<void> {
    try {
      const [{ ShareDialog }] = await Promise.all([
        import('./share-dialog'),
        this.texts.load('portal-sharing', 'portal-event-types'),
      ]);
      this.dialog.open(ShareDialog, {
        data: eventType,
        width: '46rem',
        maxWidth: 'calc(100vw - 2rem)',
        maxHeight: '94dvh',
        autoFocus: 'dialog',
      });
    } catch (error) {
      this.toasts.fail(this.t('notShared'), error);
    }
  }
}
