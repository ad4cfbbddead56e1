import type { Signal } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { BOOKING_TRANSITIONS } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { cityOf, dayText, fullRangeText, offsetText } from '@expertbook/web-shared/ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingActions } from '../booking-parts/booking-actions';
import { joinable, placeWords } from '../booking-parts/booking-words';
import { StatusChip } from '../booking-parts/status-chip';
import type { CalendarEntry } from './calendar-entries';
import { entryTexts, isMovable, spanText } from './entry-look';
import { dateOf } from './wall-clock';

export interface EntryDrawerData {
  /** The current entry of the calendar; null once it is removed. */
  entry: Signal<CalendarEntry | null>;
  zone: string;
  changed(booking: Booking): void;
}

/** The action that the user selected; the calendar page runs it after the drawer has closed. */
export type DrawerAction = 'reschedule' | 'unblock';

/** Details and actions of one calendar entry, beside the calendar. */
@Component({
  selector: 'eb-entry-drawer',
  imports: [AnswerButtons, Icon, Initials, MatDialogClose, MatDialogTitle, RouterLink, StatusChip],
  templateUrl: './entry-drawer.html',
  host: { class: 'block h-full overflow-y-auto' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EntryDrawer {
  protected readonly t = translator('portal-calendar', 'portal-parts');
  private readonly words = translator('portal-parts');
  private readonly data = inject<EntryDrawerData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<EntryDrawer, DrawerAction>>(MatDialogRef);
  private readonly actions = inject(BookingActions);
  private readonly now = inject(Clock).now;

  /** The last state stays readable when the entry is removed, for example cancelled meanwhile. */
  protected readonly entry = linkedSignal<CalendarEntry | null, CalendarEntry | null>({
    source: this.data.entry,
    computation: (present, former) => present ?? former?.value ?? null,
  });
  protected readonly gone = computed(() => this.data.entry() === null);
  protected readonly texts = computed(() => {
    const entry = this.entry();
    if (!entry) return null;
    const date = dateOf(entry.start);
    const zone = this.data.zone;
    return {
      ...entryTexts(entry, this.t, this.now().getTime()),
      day: dayText(date, this.now().toISOString()),
      time: spanText(entry, this.t),
      zone: this.t('yourTime', { zone: cityOf(zone) }),
    };
  });
  protected readonly facts = computed(() => {
    const entry = this.entry();
    if (entry?.kind !== 'booking') return null;
    const { booking } = entry;
    const theirs = booking.attendee.timeZone;
    const over = Date.parse(booking.end) <= this.now().getTime();
    return {
      booking,
      place: placeWords(booking.location.kind, this.words),
      theirs:
        offsetText(booking.start, theirs) === offsetText(booking.start, this.data.zone)
          ? null
          : this.t('theirTime', {
              when: fullRangeText(booking.start, booking.end, theirs),
              name: booking.attendee.name,
            }),
      joins: joinable(booking, this.now()),
      asks: booking.status === 'pending' && !over && !this.gone(),
      reschedule: isMovable(entry, this.now()) && !this.gone(),
      cancels: booking.status === 'confirmed' && !over && !this.gone(),
      noShow:
        BOOKING_TRANSITIONS[booking.status].includes('no_show') &&
        Date.parse(booking.start) <= this.now().getTime(),
      busy: this.actions.busy().has(booking.uid),
    };
  });

  protected answered(booking: Booking): void {
    this.data.changed(booking);
    if (booking.status === 'declined') this.dialog.close();
  }

  protected reschedule(): void {
    this.dialog.close('reschedule');
  }

  protected unblock(): void {
    this.dialog.close('unblock');
  }

  protected async cancel(booking: Booking): Promise<void> {
    const changed = await this.actions.cancel(booking);
    if (!changed) return;
    this.data.changed(changed);
    this.dialog.close();
  }

  protected async markNoShow(booking: Booking): Promise<void> {
    const changed = await this.actions.noShow(booking);
    if (changed) this.data.changed(changed);
  }
}
