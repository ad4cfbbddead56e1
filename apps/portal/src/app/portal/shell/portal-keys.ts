import { Dialog } from '@angular/cdk/dialog';
import { createGlobalPositionStrategy } from '@angular/cdk/overlay';
import type { DestroyRef } from '@angular/core';
import { Injectable, Injector, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';
import type { Command } from './commands';
import { Shortcuts } from './shortcuts';

/** Opens the command palette and the list of shortcuts; each is loaded on first use. */
@Injectable({ providedIn: 'root' })
export class PortalKeys {
  private readonly t = translator('portal-shell');
  private readonly shortcuts = inject(Shortcuts);
  private readonly dialog = inject(Dialog);
  private readonly sheets = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(LanguageService);
  private readonly injector = inject(Injector);
  private open = false;

  start(until: DestroyRef): void {
    this.shortcuts.start((target) => void (target === 'palette' ? this.palette() : this.sheet()), until);
  }

  async palette(): Promise<void> {
    if (this.open) return;
    this.open = true;
    try {
      const strings = this.texts.load('portal-settings');
      const [{ CommandPalette }] = await Promise.all([import('./command-palette'), strings]);
      const dialog = this.dialog.open<Command>(CommandPalette, {
        width: 'min(38rem, calc(100vw - 2rem))',
        ariaLabel: this.t('palette'),
        autoFocus: 'input',
        positionStrategy: createGlobalPositionStrategy(this.injector).centerHorizontally().top('12dvh'),
        panelClass: 'eb-palette',
        backdropClass: 'cdk-overlay-dark-backdrop',
      });
      // After the focus has returned, so that a dialog opened by the command keeps it.
      dialog.closed.subscribe((command) => {
        this.open = false;
        command?.run();
      });
    } catch (error) {
      this.open = false;
      this.toasts.fail(this.t('palette.failed'), error);
    }
  }

  async sheet(): Promise<void> {
    try {
      const { ShortcutsSheet } = await import('./shortcuts-sheet');
      this.sheets.open(ShortcutsSheet, { width: '28rem' });
    } catch (error) {
      this.toasts.fail(this.t('palette.failed'), error);
    }
  }
}
