import { Clipboard } from '@angular/cdk/clipboard';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Toasts } from '../../ui/toasts';
import { instantOf } from '../calendar/wall-clock';
import { BookingActions } from './booking-actions';
import { possibleActions } from './possible-actions';

/** Menu with the actions of a booking in a list. */
@Component({
  selector: 'eb-booking-menu',
  imports: [Icon, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button
      type="button"
      class="eb-icon-button"
      [matMenuTriggerFor]="menu"
      [attr.aria-label]="t('menu', { name: booking().attendee.name })"
      [disabled]="busy()"
    >
      <eb-icon name="more" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <ng-template matMenuContent>
        <a mat-menu-item queryParamsHandling="preserve" [routerLink]="['/portal/bookings', booking().uid]">
          <span class="flex items-center gap-3"><eb-icon name="info" /> {{ t('menu.details') }}</span>
        </a>
        @let can = possible();
        @if (can.answer) {
          <button mat-menu-item type="button" (click)="act('confirm')">
            <span class="flex items-center gap-3"><eb-icon name="check" /> {{ t('confirm') }}</span>
          </button>
          <button mat-menu-item type="button" (click)="act('decline')">
            <span class="flex items-center gap-3"><eb-icon name="x" /> {{ t('decline') }}</span>
          </button>
        }
        @if (can.reschedule) {
          <button mat-menu-item type="button" (click)="reschedule()">
            <span class="flex items-center gap-3"><eb-icon name="clock" /> {{ t('menu.reschedule') }}</span>
          </button>
        }
        @if (can.noShow) {
          <button mat-menu-item type="button" (click)="act('noShow')">
            <span class="flex items-center gap-3"><eb-icon name="user" /> {{ t('menu.noShow') }}</span>
          </button>
        }
        @if (booking().meetingUrl; as url) {
          <button mat-menu-item type="button" (click)="copy(url)">
            <span class="flex items-center gap-3"><eb-icon name="video" /> {{ t('menu.copyLink') }}</span>
          </button>
        }
        <button mat-menu-item type="button" (click)="copy(booking().attendee.email)">
          <span class="flex items-center gap-3"><eb-icon name="mail" /> {{ t('menu.copyEmail') }}</span>
        </button>
        @if (can.cancel) {
          <button mat-menu-item type="button" (click)="act('cancel')">
            <span class="flex items-center gap-3 text-error"
              ><eb-icon name="x" /> {{ t('menu.cancel') }}</span
            >
          </button>
        }
      </ng-template>
    </mat-menu>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingMenu {
  readonly booking = input.required<Booking>();
  /** The expert's zone. */
  readonly zone = input.required<string>();
  /** The booking after an action; for a rescheduled one first the old booking, then the new one. */
  readonly changed = output<Booking>();

  protected readonly t = translator('portal-parts');
  private readonly actions = inject(BookingActions);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly destroyRef = inject(DestroyRef);
  private readonly now = inject(Clock).now;
  protected readonly busy = computed(() => this.actions.busy().has(this.booking().uid));
  protected readonly possible = computed(() => possibleActions(this.booking(), this.now()));

  protected async act(action: 'confirm' | 'decline' | 'cancel' | 'noShow'): Promise<void> {
    const changed = await this.actions[action](this.booking());
    if (changed) this.emitChange(changed);
  }

  protected async reschedule(): Promise<void> {
    const booking = this.booking();
    const answer = await this.actions.askNewTime({ booking, from: booking.start.slice(0, 16), to: null });
    if (!answer) return;
    const start = answer.start ?? new Date(instantOf(answer.to, this.zone())).toISOString();
    const successor = await this.actions.reschedule(booking, start, answer.reason);
    if (!successor) return;
    this.emitChange({ ...booking, status: 'rescheduled', rescheduledTo: successor.uid });
    this.emitChange(successor);
  }

  protected copy(text: string): void {
    if (this.clipboard.copy(text)) this.toasts.show(this.t('menu.copied'));
  }

  private emitChange(changed: Booking): void {
    // A live update may have removed the row before the response.
    if (!this.destroyRef.destroyed) this.changed.emit(changed);
  }
}
