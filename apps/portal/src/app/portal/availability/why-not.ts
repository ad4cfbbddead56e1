import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EventType, LocalDate, LocalTime, SlotExplanation, TimeZoneName } from '@expertbook/contracts';
import { AvailabilityApi } from '../../data/availability-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { TimeInput } from '../../ui/time-input';
import { minutesOf } from '../../ui/time-of-day';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { cityOf, fullRangeText, localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { instantOf } from '../calendar/wall-clock';
import { DayPicture } from './day-picture';
import { obstacleWords } from './obstacle-words';

let count = 0;

/** "Why is this time not offered?": sends the question to the API, and shows each obstacle with a link to its cause. */
@Component({
  selector: 'eb-why-not',
  imports: [DayPicture, FailedState, Icon, RouterLink, TimeInput],
  templateUrl: './why-not.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WhyNot {
  readonly handle = input.required<string>();
  readonly eventType = input.required<EventType>();
  readonly duration = input.required<number>();
  /** The visitor's zone, for the time in question. */
  readonly zone = input.required<TimeZoneName>();
  /** The expert's zone, for the obstacles. */
  readonly ownZone = input.required<TimeZoneName>();
  readonly scheduleId = input<string | null>(null);

  protected readonly t = translator('portal-availability');
  private readonly api = inject(AvailabilityApi);
  protected readonly id = `eb-why-${++count}`;
  protected readonly date = signal<LocalDate>('');
  protected readonly time = signal<LocalTime>('10:00');
  /** A new object with every change of the question. */
  private readonly question = computed(() => ({
    eventType: this.eventType(),
    duration: this.duration(),
    zone: this.zone(),
    date: this.date(),
    time: this.time(),
  }));
  private readonly askedQuestion = signal<object | null>(null);
  /** The result applies only to the question it was requested for. */
  protected readonly asked = computed(() => this.askedQuestion() === this.question());
  protected readonly read = new Loadable<SlotExplanation>();
  protected readonly badTime = computed(() => Number.isNaN(minutesOf(this.time())));
  protected readonly city = computed(() => cityOf(this.zone()));
  protected readonly answer = computed(() => {
    const found = this.read.value();
    if (!found) return null;
    const end = new Date(Date.parse(found.start) + found.duration * 60_000).toISOString();
    const about = {
      eventType: this.eventType(),
      duration: found.duration,
      scheduleId: this.scheduleId(),
      zone: this.ownZone(),
    };
    return {
      bookable: found.bookable,
      start: found.start,
      duration: found.duration,
      day: found.day,
      when: this.t('why.when', {
        when: fullRangeText(found.start, end, this.ownZone()),
        zone: cityOf(this.ownZone()),
      }),
      obstacles: found.obstacles.map((one) => obstacleWords(one, about, this.t)),
    };
  });

  constructor() {
    effect(() => {
      const tomorrow = addDays(localDateOf(new Date(), this.zone()), 1);
      untracked(() => this.date.update((date) => date || tomorrow));
    });
  }

  protected ask(event?: Event): void {
    event?.preventDefault();
    if (!this.date() || this.badTime()) return;
    const start = new Date(instantOf(`${this.date()}T${this.time()}`, this.zone())).toISOString();
    this.askedQuestion.set(this.question());
    void this.read.load(() => this.api.explain(this.handle(), this.eventType().slug, start, this.duration()));
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
