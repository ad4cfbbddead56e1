import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { ConnectedCalendar, UpdateConnectedCalendarRequest } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { CalendarSettings } from './calendar-settings';
import type { CalendarTone } from './calendar-state';
import { agoText, calendarState } from './calendar-state';
import { ConnectionsStore } from './connections-store';

const ICONS: Readonly<Record<CalendarTone, IconName>> = {
  good: 'check-circle',
  quiet: 'info',
  warning: 'warning',
  bad: 'warning',
};
const LOOKS: Readonly<Record<CalendarTone, string>> = {
  good: 'text-primary',
  quiet: 'text-on-surface-variant',
  warning: 'rounded-lg bg-tertiary-container px-2.5 py-1.5 text-on-tertiary-container',
  bad: 'rounded-lg bg-error-container px-2.5 py-1.5 text-on-error-container',
};

/** One calendar of a connection: its state, whether it counts, and, unfolded, how. Every choice is saved as it is made. */
@Component({
  selector: 'eb-calendar-row',
  imports: [CalendarSettings, Icon],
  template: `
    <div class="px-4 py-3">
      <div class="flex items-start gap-3">
        <span
          class="mt-1.5 size-3 shrink-0 rounded-full border border-outline"
          [style.background]="calendar().color"
          aria-hidden="true"
        ></span>
        <div class="min-w-0 flex-1">
          <h4 class="font-medium wrap-anywhere" [id]="id()">
            <bdi>{{ calendar().name }}</bdi>
          </h4>
          <div class="mt-1 text-sm" role="status">
            <p class="inline-flex items-start gap-1.5" [class]="looks[state().tone]">
              <eb-icon class="mt-0.5 size-4" [name]="icons[state().tone]" />
              <span class="min-w-0"
                >{{ state().text }}
                @if (state().reason) {
                  <span class="block">{{ state().reason }}</span>
                }
              </span>
            </p>
          </div>
          @if (lastRead()) {
            <p class="mt-1 text-sm text-on-surface-variant">{{ lastRead() }}</p>
          }
        </div>
      </div>
      <div class="mt-1 flex flex-wrap items-center justify-between gap-x-4 ps-6">
        <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            #busy
            type="checkbox"
            role="switch"
            class="size-5 shrink-0 accent-primary"
            [attr.aria-describedby]="id()"
            [checked]="calendar().countsAsBusy"
            (change)="set({ countsAsBusy: busy.checked })"
          />
          {{ t('countsAsBusy') }}
        </label>
        <button
          type="button"
          class="-me-2 flex min-h-11 items-center gap-1.5 rounded-lg px-2 text-sm font-semibold text-primary"
          [attr.aria-expanded]="isOpen()"
          [attr.aria-label]="t('settings.name', { name: calendar().name })"
          (click)="isOpen.set(!isOpen())"
        >
          {{ t('settings') }}
          <eb-icon name="chevron-down" class="size-4 transition-transform" [class.rotate-180]="isOpen()" />
        </button>
      </div>
      @if (isOpen()) {
        <eb-calendar-settings
          class="eb-enter mt-2 block ps-6"
          [calendar]="calendar()"
          [eventTypes]="store.eventTypes()"
          (changed)="set($event)"
        />
      }
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarRow {
  readonly connectionId = input.required<string>();
  readonly calendar = input.required<ConnectedCalendar>();

  protected readonly t = translator('portal-connections');
  protected readonly store = inject(ConnectionsStore);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;
  protected readonly icons = ICONS;
  protected readonly looks = LOOKS;
  protected readonly isOpen = signal(false);
  protected readonly id = computed(() => `calendar-${this.calendar().id}`);
  protected readonly state = computed(() =>
    calendarState(this.calendar(), this.now(), this.session.expert()?.timeZone ?? browserZone(), this.t),
  );
  protected readonly lastRead = computed(() => {
    const { lastReadAt } = this.calendar();
    return lastReadAt ? this.t('lastRead', { ago: agoText(lastReadAt, this.now(), this.t) }) : '';
  });

  protected async set(settings: UpdateConnectedCalendarRequest): Promise<void> {
    const { name } = this.calendar();
    try {
      await this.store.setCalendar(this.connectionId(), this.calendar(), settings);
    } catch (error) {
      this.toasts.fail(this.t('settings.failed', { name }), error);
    }
  }
}
