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
import { MatDialog } from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { EventType, Schedule, ScheduleRequest } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { SchedulesApi } from '../../data/schedules-api';
import { localizedProblem } from '@expertbook/web-shared/i18n/localized-problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import type { MayHaveChanges } from '../../ui/leave-guard';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { ZoneField } from '../../ui/zone-field';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { ClockWarning } from './clock-warning';
import type { ScheduleForm } from './schedule-form';
import { scheduleForm, scheduleRequest } from './schedule-form';
import { SpecialDays } from './special-days';
import { VisitorCheck } from './visitor-check';
import { WeekEditor } from './week-editor';

interface Read {
  saved: Schedule | null;
  form: ScheduleForm;
  /** The event types that use this schedule. */
  users: readonly EventType[];
}

/** Edits one schedule: the usual week, date overrides, absences, and their zone. */
@Component({
  selector: 'eb-schedule-page',
  imports: [
    ClockWarning,
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
    VisitorCheck,
    WeekEditor,
    ZoneField,
  ],
  templateUrl: './schedule-page.html',
  host: {
    '(window:beforeunload)': '(busy() || hasChanges()) && $event.preventDefault()',
    '(document:keydown.control.s)': 'saveByKey($event)',
    '(document:keydown.meta.s)': 'saveByKey($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchedulePage implements MayHaveChanges {
  /** From the path: an id, or `new`. */
  readonly id = input.required<string>();

  protected readonly t = translator('portal-availability');
  private readonly api = inject(SchedulesApi);
  private readonly eventTypes = inject(EventTypesApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(MatDialog);
  private readonly spoken = localizedProblem();
  private readonly now = inject(Clock).now;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly read = new Loadable<Read>();
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly back = computed(() => ({ path: '/portal/availability', label: this.t('title') }));
  protected readonly heading = computed(
    () => this.read.value()?.saved?.name ?? this.t(this.id() === 'new' ? 'new' : 'schedule'),
  );
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');
  private readonly changes = signal(0);
  /** The current values of the form. */
  protected readonly shown = computed(() => {
    this.changes();
    return this.read.value()?.form.getRawValue() ?? null;
  });
  protected readonly today = computed(() => localDateOf(this.now(), this.shown()?.timeZone ?? browserZone()));
  protected readonly dirty = computed(() => {
    this.changes();
    return this.read.value()?.form.dirty ?? false;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.heading()} · ExpertBook`));
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
    return this.read.value()?.form.dirty ?? false;
  }

  protected load(): void {
    const id = this.id();
    const zone = this.ownZone();
    this.failure.set(null);
    void this.read.load(async () => {
      if (id === 'new') return { saved: null, form: scheduleForm(null, zone, this.t), users: [] };
      // The event types are optional; the hours can be edited without them.
      const [saved, all] = await Promise.all([this.api.get(id), this.eventTypes.list().catch(() => [])]);
      const users = all.filter((one) =>
        one.scheduleId === null ? saved.isDefault : one.scheduleId === saved.id,
      );
      return { saved, form: scheduleForm(saved, zone, this.t), users };
    });
  }

  /** Restores the saved values. */
  protected discard({ saved }: Read): void {
    this.failure.set(null);
    this.read.update((page) => ({ ...page, form: scheduleForm(saved, this.ownZone(), this.t) }));
  }

  protected saveByKey(event: Event): void {
    const page = this.read.value();
    // Input in an open dialog is not part of the page yet.
    if (!page || this.dialogs.openDialogs.length) return;
    event.preventDefault();
    void this.save(page);
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
      if (saved) await this.change(saved, form, request);
      else await this.create(form, request);
    } finally {
      this.busy.set(false);
    }
  }

  /** Shows the change as saved at once; later input is a new change. An error restores the previous state. */
  private async change(saved: Schedule, form: ScheduleForm, request: ScheduleRequest): Promise<void> {
    const hoped = { ...saved, ...request };
    this.read.update((page) => ({ ...page, saved: hoped }));
    form.markAsPristine();
    try {
      const changed = await this.api.update(saved.id, request);
      this.read.update((page) => ({ ...page, saved: changed }));
      this.toasts.show(this.t('saved'));
    } catch (error) {
      this.read.update((page) => ({ ...page, saved }));
      form.markAsDirty();
      this.showError(form, error);
    }
  }

  private async create(form: ScheduleForm, request: ScheduleRequest): Promise<void> {
    try {
      await this.api.create(request);
      form.markAsPristine();
      this.toasts.show(this.t('created', { name: request.name }));
      await this.router.navigateByUrl('/portal/availability');
    } catch (error) {
      this.showError(form, error);
    }
  }

  private showError(form: ScheduleForm, error: unknown): void {
    const problem = toProblem(error);
    const spoken = this.spoken(problem);
    this.failure.set(showProblem(form, spoken, { fields: { unknown_time_zone: 'timeZone' } }));
    focusFirstInvalid(this.host.nativeElement);
  }

  private ownZone(): string {
    return this.session.expert()?.timeZone ?? browserZone();
  }
}
