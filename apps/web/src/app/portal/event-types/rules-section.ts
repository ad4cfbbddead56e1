import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import type { Schedule } from '@expertbook/contracts';
import { Field, FieldControl, liveValue } from '../../ui/field';
import { minutesText } from '../../ui/minutes-text';
import { SpanField } from '../../ui/span-field';
import type { EventTypeForm } from './event-type-form';

const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const INTERVALS = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** When an event type may be booked: hours, pauses, notice, window, limits. */
@Component({
  selector: 'eb-rules-section',
  imports: [Field, FieldControl, ReactiveFormsModule, RouterLink, SpanField],
  templateUrl: './rules-section.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulesSection {
  readonly form = input.required<EventTypeForm>();
  readonly schedules = input.required<readonly Schedule[]>();

  private readonly values = liveValue(() => this.form());
  protected readonly rolling = computed(() => this.values().window.kind === 'rolling');
  /** The usual steps, and whatever the API holds besides. */
  protected readonly before = computed(() => withOwn(BUFFERS, this.values().bufferBefore));
  protected readonly after = computed(() => withOwn(BUFFERS, this.values().bufferAfter));
  protected readonly intervals = computed(() => withOwn(INTERVALS, this.values().slotInterval));
  protected readonly defaultName = computed(
    () => this.schedules().find((one) => one.isDefault)?.name ?? 'default schedule',
  );
  protected readonly words = (minutes: number) => (minutes ? minutesText(minutes) : 'None');
}

function withOwn(usual: readonly number[], own: number | null): number[] {
  return own === null || usual.includes(own) ? [...usual] : [...usual, own].sort((a, b) => a - b);
}
