import { Injectable, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Block, Booking, CancelDayRequest, LocalDate } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { directionOf } from '@expertbook/presentation/languages';
import { LanguageService } from '../../i18n/language.service';
import { translator } from '../../i18n/translator';
import { answerOf } from '../../ui/dialog-answer';
import { Toasts } from '../../ui/toasts';
import { BookingActions } from '../booking-parts/booking-actions';
import type { BlockAnswer, BlockRequest, BlockTime } from './block-dialog';
import { BlockDialog } from './block-dialog';
import type { CalendarEntry } from './calendar-entries';
import { entryInTheWay } from './calendar-entries';
import { CalendarStore } from './calendar-store';
import type { CancelDayDialogData } from './cancel-day-dialog';
import { CancelDayDialog } from './cancel-day-dialog';
import type { DrawerWish, EntryDrawerData } from './entry-drawer';
import { EntryDrawer } from './entry-drawer';
import { entryTexts, spanText } from './entry-look';
import type { Wall } from './wall-clock';
import { wallOf } from './wall-clock';

/** What is done in the calendar, each with its question before and its news after. Provided by the calendar page. */
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

  /** Details beside the calendar, and what is wished for there. */
  async open(entry: CalendarEntry): Promise<void> {
    const side = directionOf(this.texts.language()) === 'rtl' ? { left: '0' } : { right: '0' };
    const drawer = this.dialog.open<EntryDrawer, EntryDrawerData, DrawerWish>(EntryDrawer, {
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
    // Asked for now: it may be over before it is waited for.
    const closed = firstValueFrom(drawer.afterClosed());
    const wish = await answerOf(drawer);
    if (wish === 'unblock' && entry.kind === 'block') await this.unblock(entry.block);
    if (wish === 'move' && entry.kind === 'booking') {
      // The focus goes back first, so that the next dialog keeps it.
      await closed;
      await this.move(entry.booking, null);
    }
  }

  /** Asks, shows the booking in its new place at once, and puts it back when the API refuses. */
  async move(booking: Booking, to: Wall | null): Promise<void> {
    if (to) this.store.preview({ uid: booking.uid, start: to });
    try {
      const answer = await this.actions.askMove({ booking, from: wallOf(booking.start), to });
      if (!answer) return;
      this.store.preview({ uid: booking.uid, start: answer.to });
      const moved = await this.actions.reschedule(
        booking,
        this.store.instantOf(answer.to),
        answer.reason,
        () => this.inTheWay(booking, answer.to),
      );
      if (moved) this.store.replace(booking, moved);
    } finally {
      this.store.preview(null);
    }
  }

  /** The dialog stays until the time is blocked: what was typed is not lost when the API refuses. */
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
    const request = await answerOf(dialog);
    if (!request) return;
    try {
      const { cancelled } = await this.api.cancelDay(request);
      for (const booking of cancelled) this.store.merge(booking);
      this.toasts.tell(this.t('day.done', { count: cancelled.length }));
      void this.store.load(true);
    } catch (error) {
      this.toasts.fail(this.t('day.notDone'), error);
    }
  }

  private inTheWay(booking: Booking, to: Wall): string | null {
    const entry = entryInTheWay(this.store.entries(), booking, to);
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
    this.toasts.tell(this.t('block.done'), {
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
    this.toasts.tell(this.t('unblocked'), {
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
