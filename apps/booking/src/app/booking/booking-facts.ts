import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Booking, TimeZoneName } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { PLACES } from '@expertbook/presentation/places';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { cityOf } from '@expertbook/web-shared/ui/zoned-time';
import { longDate } from './date-text';
import { placeDetail } from './place-text';
import { offsetText, timeText, wallTime } from './wall-time';

/** When a booking is, in the client's zone and the expert's, with whom and where. */
@Component({
  selector: 'eb-booking-facts',
  imports: [Icon],
  template: `
    <dl class="grid gap-5">
      <div class="eb-fact">
        <dt>
          <eb-icon name="calendar" /><span class="sr-only">{{ t('facts.when') }}</span>
        </dt>
        <dd [class.line-through]="struck()">
          <span class="block font-bold">{{ own().date }}</span>
          <span class="block tabular-nums">
            {{ own().time }} <span class="text-on-surface-variant">{{ own().zone }}</span>
          </span>
        </dd>
        @if (theirs(); as other) {
          <dd class="mt-1.5 text-sm text-on-surface-variant">
            {{ t('facts.forExpert', { name: booking().expert.name }) }} {{ other.day
            }}<span class="tabular-nums">{{ other.time }}</span> {{ other.zone }}
          </dd>
        }
      </div>
      <div class="eb-fact">
        <dt>
          <eb-icon [path]="late.user" /><span class="sr-only">{{ t('facts.who') }}</span>
        </dt>
        <dd>
          <span class="font-bold">{{ booking().expert.name }}</span>
          <span class="text-on-surface-variant">
            {{ t('facts.with', { name: booking().attendee.name }) }}</span
          >
        </dd>
        <dd class="text-sm text-on-surface-variant">{{ booking().attendee.email }}</dd>
      </div>
      @if (booking().guests.length > 0) {
        <div class="eb-fact">
          <dt>
            <eb-icon name="users" /><span class="sr-only">{{ t('facts.guests') }}</span>
          </dt>
          <dd>
            <span class="font-bold" aria-hidden="true">{{ t('facts.guests') }}</span>
            <ul class="text-sm text-on-surface-variant">
              @for (guest of booking().guests; track guest) {
                <li class="wrap-anywhere">
                  <bdi>{{ guest }}</bdi>
                </li>
              }
            </ul>
          </dd>
        </div>
      }
      <div class="eb-fact">
        <dt>
          <eb-icon [name]="place().icon" /><span class="sr-only">{{ t('facts.where') }}</span>
        </dt>
        <dd class="font-bold">{{ t(place().text) }}</dd>
        @if (link(); as url) {
          <dd>
            <a class="eb-link text-sm" dir="ltr" target="_blank" rel="noopener noreferrer" [href]="url">{{
              url
            }}</a>
          </dd>
        } @else if (detail()) {
          <dd class="text-on-surface-variant">
            <bdi>{{ detail() }}</bdi>
          </dd>
        } @else if (booking().status === 'pending') {
          <dd class="text-sm text-on-surface-variant">{{ t('facts.later') }}</dd>
        }
      </div>
      @if (booking().notes) {
        <div class="eb-fact">
          <dt>
            <eb-icon [path]="late.edit" /><span class="sr-only">{{ t('facts.notes') }}</span>
          </dt>
          <dd class="whitespace-pre-line">
            <bdi>{{ booking().notes }}</bdi>
          </dd>
        </div>
      }
      @if (booking().cancelReason) {
        <div class="eb-fact">
          <dt>
            <eb-icon [path]="late.info" /><span class="sr-only">{{ t('reason') }}</span>
          </dt>
          <dd class="whitespace-pre-line">
            <bdi>{{ booking().cancelReason }}</bdi>
          </dd>
        </div>
      }
    </dl>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingFacts {
  readonly booking = input.required<Booking>();
  /** Strikes the time through: the booking does not take place. */
  readonly struck = input(false);

  private readonly hours = inject(Hours);
  protected readonly late = LATE_ICONS;
  protected readonly t = translator('pages', 'booking');
  protected readonly place = computed(() => PLACES[this.booking().location.kind]);
  protected readonly detail = computed(() => placeDetail(this.booking().location));
  protected readonly link = computed(() => (this.struck() ? null : this.booking().meetingUrl));
  protected readonly own = computed(() => this.span(this.booking().attendee.timeZone));
  protected readonly theirs = computed(() => {
    const { attendee, expert } = this.booking();
    const own = this.own();
    const other = this.span(expert.timeZone);
    if (attendee.timeZone === expert.timeZone || (other.offset === own.offset && other.date === own.date))
      return null;
    return { ...other, day: other.date === own.date ? '' : `${other.date}${this.t('comma')}` };
  });

  private span(zone: TimeZoneName) {
    const booking = this.booking();
    const times = zone === booking.attendee.timeZone ? booking.attendeeTimes : booking;
    const [start, end] = [wallTime(times.start), wallTime(times.end)];
    const cycle = this.hours.cycle();
    return {
      offset: start.offset,
      date: longDate(start.date, dateLocale()),
      time: `${timeText(start.time, cycle)} – ${timeText(end.time, cycle)} (${minutesText(booking.duration)})`,
      zone: `${this.t('zoneTime', { city: cityOf(zone) })}${this.t('comma')}${offsetText(start.offset)}`,
    };
  }
}
