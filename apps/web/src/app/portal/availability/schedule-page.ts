import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router, RouterLink } from '@angular/router';
import type { Schedule } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { toProblem } from '../../data/problem';
import { SchedulesApi } from '../../data/schedules-api';
import { Clock } from '../../ui/clock';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import type { HoldsChanges } from '../../ui/leave-guard';
import { Loadable } from '../../ui/loadable';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { ZoneField } from '../../ui/zone-field';
import { localDateOf } from '../../ui/zoned-time';
import type { ScheduleForm } from './schedule-form';
import { scheduleForm, scheduleRequest } from './schedule-form';
import { SpecialDays } from './special-days';
import { WeekEditor } from './week-editor';

interface Read {
  saved: Schedule | null;
  form: ScheduleForm;
}

/** Edits one schedule: the usual week, single dates, days away, and the zone they are written in. */
@Component({
  selector: 'eb-schedule-page',
  imports: [
    FailedState,
    Field,
    FieldControl,
    MatSlideToggle,
    Notice,
    PageHeader,
    ReactiveFormsModule,
    RouterLink,
    SpecialDays,
    SubmitButton,
    WeekEditor,
    ZoneField,
  ],
  templateUrl: './schedule-page.html',
  host: { '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchedulePage implements HoldsChanges {
  /** From the path: an id, or `new`. */
  readonly id = input.required<string>();

  private readonly api = inject(SchedulesApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly read = new Loadable<Read>();
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly back = { path: '/portal/availability', label: 'Availability' };
  protected readonly heading = computed(
    () => this.read.value()?.saved?.name ?? (this.id() === 'new' ? 'New schedule' : 'Schedule'),
  );
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');
  private readonly changes = signal(0);
  protected readonly today = computed(() => {
    this.changes();
    const zone = this.read.value()?.form.controls.timeZone.value ?? browserZone();
    return localDateOf(this.now(), zone);
  });

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.load());
    });
    effect((onCleanup) => {
      const watched = this.read.value()?.form.events.subscribe(() => this.changes.update((n) => n + 1));
      onCleanup(() => watched?.unsubscribe());
    });
  }

  hasChanges(): boolean {
    return !this.busy() && (this.read.value()?.form.dirty ?? false);
  }

  protected load(): void {
    const id = this.id();
    const zone = this.session.expert()?.timeZone ?? browserZone();
    void this.read.load(async () => {
      const saved = id === 'new' ? null : await this.api.get(id);
      return { saved, form: scheduleForm(saved, zone) };
    });
  }

  protected async save({ form, saved }: Read): Promise<void> {
    if (this.busy()) return;
    form.markAllAsTouched();
    this.failure.set(null);
    if (form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    this.busy.set(true);
    try {
      const request = scheduleRequest(form);
      if (saved) {
        const changed = await this.api.update(saved.id, request);
        this.read.update(() => ({ saved: changed, form: scheduleForm(changed, changed.timeZone) }));
        this.toasts.tell('Saved. Open booking pages show the new hours now.');
      } else {
        await this.api.create(request);
        this.toasts.tell(`“${request.name}” was created.`);
        await this.router.navigateByUrl('/portal/availability');
      }
    } catch (error) {
      this.failure.set(showProblem(form, toProblem(error), { fields: { unknown_time_zone: 'timeZone' } }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }
}
