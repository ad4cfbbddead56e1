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
import type { EventType, EventTypeSettings, Schedule } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { toProblem } from '../../data/problem';
import { SchedulesApi } from '../../data/schedules-api';
import { Confirm } from '../../ui/confirm-dialog';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import { Icon } from '../../ui/icon';
import type { HoldsChanges } from '../../ui/leave-guard';
import { Loadable } from '../../ui/loadable';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { slugOf } from '../../ui/slug';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { AdvancedSection } from './advanced-section';
import { BasicsSection } from './basics-section';
import type { EventTypeForm } from './event-type-form';
import { NEW_EVENT_TYPE, eventTypeForm, settingsOf } from './event-type-form';
import { QuestionsSection } from './questions-section';
import { RulesSection } from './rules-section';
import { advancedWords, questionsWords, rulesWords } from './rules-words';

interface Read {
  /** Null while it is a new one. */
  saved: EventType | null;
  form: EventTypeForm;
  schedules: Schedule[];
}

/** Creates or edits an event type. */
@Component({
  selector: 'eb-event-type-page',
  imports: [
    AdvancedSection,
    BasicsSection,
    CopyButton,
    FailedState,
    Icon,
    MatSlideToggle,
    Notice,
    PageHeader,
    QuestionsSection,
    ReactiveFormsModule,
    RouterLink,
    RulesSection,
    SubmitButton,
  ],
  templateUrl: './event-type-page.html',
  host: { '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypePage implements HoldsChanges {
  /** From the path; absent for a new one. */
  readonly id = input<string>();
  /** From the query: the event type to duplicate. */
  readonly from = input<string>();

  private readonly api = inject(EventTypesApi);
  private readonly schedulesApi = inject(SchedulesApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly read = new Loadable<Read>();
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly back = { path: '/portal/event-types', label: 'Event types' };
  protected readonly saved = computed(() => this.read.value()?.saved ?? null);
  protected readonly heading = computed(
    () => this.saved()?.title ?? (this.id() ? 'Event type' : 'New event type'),
  );
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');
  protected readonly base = computed(() => `${location.host}/${this.session.expert()?.handle ?? ''}/`);
  private readonly changes = signal(0);
  private readonly values = computed(() => {
    this.changes();
    return this.read.value()?.form.getRawValue() ?? null;
  });
  protected readonly words = computed(() => {
    const values = this.values();
    return (
      values && {
        rules: rulesWords(values),
        questions: questionsWords(values),
        advanced: advancedWords(values),
      }
    );
  });

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.load());
    });
    effect((onCleanup) => {
      const form = this.read.value()?.form;
      if (!form) return;
      const watched = [
        form.events.subscribe(() => this.changes.update((n) => n + 1)),
        form.controls.title.valueChanges.subscribe((title) => this.followTitle(form, title)),
      ];
      onCleanup(() => watched.forEach((one) => one.unsubscribe()));
    });
  }

  hasChanges(): boolean {
    return !this.busy() && (this.read.value()?.form.dirty ?? false);
  }

  protected load(): void {
    const id = this.id();
    void this.read.load(async () => {
      const [saved, schedules] = await Promise.all([this.startingPoint(id), this.schedulesApi.list()]);
      return { saved: id ? saved : null, form: eventTypeForm(saved ?? NEW_EVENT_TYPE), schedules };
    });
  }

  protected async save({ form, saved }: Read): Promise<void> {
    if (this.busy()) return;
    form.markAllAsTouched();
    this.failure.set(null);
    if (form.invalid) {
      this.openInvalid(form);
      return;
    }
    this.busy.set(true);
    try {
      const settings = settingsOf(form);
      if (saved) {
        this.keep(await this.api.update(saved.id, settings));
        this.toasts.tell('Saved.');
      } else {
        const created = await this.api.create(settings);
        this.toasts.tell(`“${created.title}” can be booked now.`, {
          label: 'View page',
          run: () => window.open(created.link, '_blank', 'noopener'),
        });
        await this.router.navigateByUrl('/portal/event-types');
      }
    } catch (error) {
      this.failure.set(showProblem(form, toProblem(error), { fields: { slug_taken: 'slug' } }));
      this.openInvalid(form);
    } finally {
      this.busy.set(false);
    }
  }

  protected async remove(saved: EventType): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Delete “${saved.title}”?`,
      text: 'Its link stops working at once. Bookings that were made through it stay in your list.',
      yes: 'Delete',
      dangerous: true,
    });
    if (!sure) return;
    try {
      await this.api.remove(saved.id);
      this.read.value()?.form.markAsPristine();
      this.toasts.tell(`“${saved.title}” was deleted.`);
      await this.router.navigateByUrl('/portal/event-types');
    } catch (error) {
      this.toasts.fail(`“${saved.title}” was not deleted.`, error);
    }
  }

  private async startingPoint(id: string | undefined): Promise<EventType | null> {
    if (id) return this.api.get(id);
    const from = this.from();
    if (!from) return null;
    const copied = await this.api.get(from);
    return { ...copied, title: `${copied.title} (copy)`, slug: slugOf(`${copied.slug}-copy`) };
  }

  private keep(saved: EventType): void {
    const settings: EventTypeSettings = saved;
    this.read.update((read) => ({ ...read, saved, form: eventTypeForm(settings) }));
  }

  /** A new one's link follows its title until the person writes an own one. */
  private followTitle(form: EventTypeForm, title: string): void {
    if (!this.id() && form.controls.slug.pristine) form.controls.slug.setValue(slugOf(title));
  }

  private openInvalid(form: EventTypeForm): void {
    const sections = this.host.nativeElement.querySelectorAll<HTMLDetailsElement>('details[data-fields]');
    for (const section of sections) {
      const fields = (section.dataset['fields'] ?? '').split(' ');
      if (fields.some((field) => form.get(field)?.invalid)) section.open = true;
    }
    focusFirstInvalid(this.host.nativeElement);
  }
}
