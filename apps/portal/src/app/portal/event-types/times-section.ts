import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import type { Schedule, SlotView } from '@expertbook/contracts';
import { SLOT_VIEWS } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { SpanField } from './span-field';
import type { EventTypeForm } from './event-type-form';
import { withCurrent } from './current-choice';

const INTERVALS = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** When an event type can be booked: hours, notice, booking window, slot interval, and the default view. */
@Component({
  selector: 'eb-times-section',
  imports: [Field, FieldControl, ReactiveFormsModule, RouterLink, SpanField],
  templateUrl: './times-section.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimesSection {
  readonly form = input.required<EventTypeForm>();
  readonly schedules = input.required<readonly Schedule[]>();

  protected readonly t = translator('portal-event-types');
  private readonly values = valueSignal(() => this.form());
  protected readonly rolling = computed(() => this.values().window.kind === 'rolling');
  protected readonly intervals = computed(() => withCurrent(INTERVALS, this.values().slotInterval));
  protected readonly defaultWords = computed(() => {
    const name = this.schedules().find((one) => one.isDefault)?.name;
    return name === undefined ? this.t('hours.default') : this.t('hours.defaultNamed', { name });
  });
  protected readonly words = minutesText;
  protected readonly views = SLOT_VIEWS;

  protected viewText(view: SlotView): string {
    return this.t(`view.${view}`);
  }
}
