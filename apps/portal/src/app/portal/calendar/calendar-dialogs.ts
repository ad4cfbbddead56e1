import { Injectable, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Block, Booking, CancelDayRequest, LocalDate } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { directionOf } from '@expertbook/presentation/languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dialogResult } from '../../ui/dialog-result';
import { Toasts } from '../../ui/toasts';
import { BookingActions } from '../booking-parts/booking-actions';
import type { BlockAnswer, BlockRequest, BlockTime } from './block-dialog';
import { BlockDialog } from './block-dialog';
import type { CalendarEntry } from './calendar-entries';
import { conflictingEntry } from './calendar-entries';
import { CalendarStore } from './calendar-store';
import type { CancelDayDialogData } from './cancel-day-dialog';
import { CancelDayDialog } from './cancel-day-dialog';
import type { DrawerAction, EntryDrawerData } from './entry-drawer';
import { EntryDrawer } from './entry-drawer';
import { entryTexts, spanText } from './entry-look';
import type { Wall } from './wall-clock';
import { wallOf } from './wall-clock';

/** Actions in the calendar, each with its dialog and its messages. Provided by the calendar page. */
@Injectable()
export class CalendarDialogs {
  private readonly t = translator('portal-calendar');
  private readonly words = translator('portal-calendar', 'portal-parts');
  private readonly store = inject(CalendarStore);
  private readonly api = inject(ExpertBookingsApi);
  private readonly actions = inject(BookingActions);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(LanguageService);

  /** Opens the details beside the calendar, and runs the action selected there. */
  async open(entry: CalendarEntry): Promise<void> {
    const side = directionOf(this.texts.language()) === 'rtl' ? { left: '0' } : { right: '0' };
    const drawer = this.dialog.open<EntryDrawer, EntryDrawerData, DrawerAction>(EntryDrawer, {
      data: {
        entry: computed(() => this.store.entries().find((one) => one.id === entry.id) ?? null),
        zone: this.store.zone(),
        changed: (booking) => this.store.merge(booking),
      },
      position: { top: '0', ...side },
      width: '25rem',
      maxWidth: '100vw',
      height: '100dvh',
      maxHeight: '100dvh',
      panelClass: 'eb-drawer',
    });
    // Registered before the dialog closes, which may emit before it is awaited.
    const closed = firstValueFrom(drawer.afterClosed());
    const action = await dialogResult(drawer);
    if (action === 'unblock' && entry.kind === 'block') await this.unblock(entry.block);
    if (action === 'reschedule' && entry.kind === 'booking') {
      // The focus returns first, so that the next dialog keeps it.
      await closed;
      await this.reschedule(entry.booking, null);
    }
  }

  /** Asks, shows the booking at its new time at once, and puts it back when the API rejects the change. */
  async reschedule(booking: Booking, to: Wall | null): Promise<void> {
    if (to) this.store.preview({ uid: booking.uid, start: to });
    try {
      const answer = await this.actions.askNewTime({ booking, from: wallOf(booking.start), to });
      if (!answer) return;
      this.store.preview({ uid: booking.uid, start: answer.to });
      const moved = await this.actions.reschedule(
        booking,
        this.store.instantOf(answer.to),
        answer.reason,
        () => this.conflictText(booking, answer.to),
      );
      if (moved) this.store.replace(booking, moved);
    } finally {
      this.store.preview(null);
    }
  }

  /** The dialog stays open until the block is created, so that no input is lost when the API rejects it. */
  block(time: BlockTime): void {
    this.dialog.open<BlockDialog, BlockRequest>(BlockDialog, {
      data: { time, save: (answer) => this.saveBlock(answer) },
      width: '32rem',
    });
  }

  async cancelDay(date: LocalDate): Promise<void> {
    const dialog = this.dialog.open<CancelDayDialog, CancelDayDialogData, CancelDayRequest>(CancelDayDialog, {
      data: { date, instantOf: (wall) => this.store.instantOf(wall) },
      width: '32rem',
    });
    const request = await dialogResult(dialog);
    if (!request) return;
    try {
      const { cancelled } = await this.api.cancelDay(request);
      for (const booking of cancelled) this.store.merge(booking);
      this.toasts.show(this.t('day.done', { count: cancelled.length }));
      void this.store.load(true);
    } catch (error) {
      this.toasts.fail(this.t('day.notDone'), error);
    }
  }

  private conflictText(booking: Booking, to: Wall): string | null {
    const entry = conflictingEntry(this.store.entries(), booking, to);
    if (!entry) return null;
    const { title } = entryTexts(entry, this.words, Date.now());
    return this.words('moveTaken', { title, range: spanText(entry, this.words) });
  }

  private async saveBlock({ start, end, title }: BlockAnswer): Promise<void> {
    const block = await this.store.block({
      start: this.store.instantOf(start),
      end: this.store.instantOf(end),
      ...(title && { title }),
    });
    this.toasts.show(this.t('block.done'), {
      label: this.t('undo'),
      run: () => void this.unblock(block),
    });
  }

  private async unblock(block: Block): Promise<void> {
    try {
      await this.store.unblock(block);
    } catch (error) {
      this.toasts.fail(this.t('unblockFailed'), error);
      return;
    }
    this.toasts.show(this.t('unblocked'), {
      label: this.t('undo'),
      run: () => void this.restore(block),
    });
  }

  private async restore({ start, end, title }: Block): Promise<void> {
    try {
      await this.store.block({ start, end, ...(title && { title }) });
    } catch (error) {
      this.toasts.fail(this.t('block.failed'), error);
    }
  }
}
