import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import type { EventType, Schedule } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { Notice } from '../../ui/notice';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { ZoneField } from '../../ui/zone-field';
import { FreeWeek } from './free-week';
import { WhyNot } from './why-not';

/**
 * Preview for the expert: the free times of the next days in any zone, and the reason why a time is not free. Shows the
 * saved state.
 */
@Component({
  selector: 'eb-visitor-check',
  imports: [Field, FreeWeek, Icon, Notice, ReactiveFormsModule, RouterLink, WhyNot, ZoneField],
  templateUrl: './visitor-check.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VisitorCheck {
  readonly eventTypes = input.required<readonly EventType[]>();
  /** Schedules whose hours may be the reason. */
  readonly schedules = input.required<readonly Schedule[]>();
  /** There are unsaved changes, which visitors do not see. */
  readonly unsaved = input(false);

  protected readonly t = translator('portal-availability');
  private readonly session = inject(SessionStore);
  protected readonly handle = computed(() => this.session.expert()?.handle ?? '');
  protected readonly ownZone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  protected readonly zoneControl = new FormControl(browserZone(), { nonNullable: true });
  protected readonly zone = toSignal(this.zoneControl.valueChanges, { initialValue: browserZone() });
  private readonly chosenId = signal<string | null>(null);
  protected readonly chosen = computed(
    () => this.eventTypes().find((one) => one.id === this.chosenId()) ?? this.eventTypes()[0] ?? null,
  );
  protected readonly durations = computed(() => this.chosen()?.durations ?? []);
  protected readonly duration = linkedSignal(() => this.durations()[0] ?? 30);
  protected readonly words = minutesText;
  protected readonly scheduleId = computed(() => {
    const own = this.chosen()?.scheduleId;
    return own ?? this.schedules().find((one) => one.isDefault)?.id ?? null;
  });

  protected choose(event: Event): void {
    this.chosenId.set((event.target as HTMLSelectElement).value);
  }

  protected chooseDuration(event: Event): void {
    this.duration.set(Number((event.target as HTMLSelectElement).value));
  }
}
