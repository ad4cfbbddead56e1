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
  viewChild,
} from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { EventType, EventTypeSettings, Schedule } from '@expertbook/contracts';
import { isDemoLocation } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { SchedulesApi } from '../../data/schedules-api';
import { localizedProblem } from '@expertbook/web-shared/i18n/localized-problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { MayHaveChanges } from '../../ui/leave-guard';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { slugOf } from '../../ui/slug';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { ShareDialogs } from '../sharing/share-dialogs';
import { AfterSection } from './after-section';
import { BasicsSection } from './basics-section';
import { BookingsSection } from './bookings-section';
import type { EventTypeForm } from './event-type-form';
import { NEW_EVENT_TYPE, eventTypeForm, settingsOf } from './event-type-form';
import { EventTypeRemoval } from './event-type-removal';
import { FormSection } from './form-section';
import { LooksSection } from './looks-section';
import { LimitsSection } from './limits-section';
import { PagePreview } from './page-preview';
import { QuestionsSection } from './questions-section';
import { RemindersSection } from './reminders-section';
import { sectionWords } from './section-words';
import { freeSlug, isTemplateId, templateSettings } from './templates';
import { TimesSection } from './times-section';
import { VisibilitySection } from './visibility-section';

interface Read {
  /** Null for a new event type. */
  saved: EventType | null;
  form: EventTypeForm;
  schedules: Schedule[];
}

/** Creates or edits an event type. */
@Component({
  selector: 'eb-event-type-page',
  imports: [
    AfterSection,
    BasicsSection,
    BookingsSection,
    FailedState,
    FormSection,
    Icon,
    LimitsSection,
    LooksSection,
    MatSlideToggle,
    Notice,
    PageHeader,
    PagePreview,
    QuestionsSection,
    RemindersSection,
    ReactiveFormsModule,
    RouterLink,
    SubmitButton,
    TimesSection,
    VisibilitySection,
  ],
  templateUrl: './event-type-page.html',
  host: { '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypePage implements MayHaveChanges {
  /** From the path; absent for a new one. */
  readonly id = input<string>();
  /** The event type to duplicate. */
  readonly from = input<string>();
  /** Id of the template for a new event type. */
  readonly template = input<string>();

  private readonly api = inject(EventTypesApi);
  private readonly schedulesApi = inject(SchedulesApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly removal = inject(EventTypeRemoval);
  private readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly share = inject(ShareDialogs);
  protected readonly t = translator('portal-event-types');
  private readonly spoken = localizedProblem();

  protected readonly read = new Loadable<Read>();
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly back = computed(() => ({ path: '/portal/event-types', label: this.t('title') }));
  protected readonly saved = computed(() => this.read.value()?.saved ?? null);
  protected readonly heading = computed(
    () => this.saved()?.title ?? (this.id() ? this.t('one') : this.t('new')),
  );
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');
  protected readonly base = computed(() => `${location.host}/${this.session.expert()?.handle ?? ''}/`);
  private readonly changes = signal(0);
  protected readonly values = computed(() => {
    this.changes();
    return this.read.value()?.form.getRawValue() ?? null;
  });
  protected readonly words = computed(() => {
    const values = this.values();
    const schedules = this.read.value()?.schedules ?? [];
    const own = schedules.find(({ id, isDefault }) =>
      values?.scheduleId ? id === values.scheduleId : isDefault,
    );
    return values && sectionWords(this.t, values, own?.name ?? '');
  });

  private readonly reminders = viewChild(RemindersSection);
  private readonly preview = viewChild('preview', { read: ElementRef<HTMLElement> });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.heading()} · ExpertBook`));
    effect(() => {
      this.id();
      this.from();
      this.template();
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
    const isDirty = this.read.value()?.form.dirty || this.reminders()?.hasChanges();
    return !this.busy() && (isDirty ?? false);
  }

  protected load(): void {
    const id = this.id();
    void this.read.load(async () => {
      const [start, schedules] = await Promise.all([this.startingPoint(id), this.schedulesApi.list()]);
      return { ...start, form: eventTypeForm(this.t, start.settings), schedules };
    });
  }

  protected async save({ form, saved }: Read): Promise<void> {
    if (this.busy()) return;
    form.markAllAsTouched();
    this.failure.set(null);
    const remindersValid = this.reminders()?.isValid() ?? true;
    if (form.invalid || !remindersValid) {
      this.openInvalid(form, !remindersValid);
      return;
    }
    this.busy.set(true);
    try {
      const settings = settingsOf(form);
      if (saved) {
        const updated = await this.api.update(saved.id, settings);
        await this.saveReminders(updated.id);
        this.keep(updated);
        this.toasts.show(this.t('saved'));
      } else {
        const created = await this.api.create(settings);
        await this.saveReminders(created.id);
        this.toasts.show(this.t('created', { title: created.title }), {
          label: this.t('share'),
          run: () => void this.share.open(created),
        });
        await this.router.navigateByUrl('/portal/event-types');
      }
    } catch (error) {
      const problem = toProblem(error);
      const places = { fields: { slug_taken: 'slug' }, rename: controlOfProblem };
      this.failure.set(showProblem(form, this.spoken(problem), places));
      this.openInvalid(form);
    } finally {
      this.busy.set(false);
    }
  }

  /** Not awaited: a toast on the list reports the outcome. */
  protected async remove(saved: EventType): Promise<void> {
    this.read.value()?.form.markAsPristine();
    void this.removal.remove(saved);
    await this.router.navigateByUrl('/portal/event-types');
  }

  /** On small screens the preview is below the form. */
  protected toPreview(): void {
    this.preview()?.nativeElement.scrollIntoView({ block: 'start' });
  }

  private async startingPoint(
    id: string | undefined,
  ): Promise<Pick<Read, 'saved'> & { settings: EventTypeSettings }> {
    if (id) {
      const saved = await this.api.get(id);
      return { saved, settings: saved };
    }
    const all = await this.api.list();
    const settings = this.settingsToStart(all);
    return {
      saved: null,
      settings: {
        ...settings,
        slug: freeSlug(
          settings.slug,
          all.map(({ slug }) => slug),
        ),
      },
    };
  }

  private settingsToStart(all: readonly EventType[]): EventTypeSettings {
    const copied = all.find((one) => one.id === this.from());
    if (copied) {
      const offered = this.session.user()?.demoVideo || !isDemoLocation(copied.location.kind);
      const { location } = offered ? copied : NEW_EVENT_TYPE;
      return {
        ...copied,
        location,
        title: this.t('copyOf', { title: copied.title }).slice(0, 120),
        active: true,
      };
    }
    const template = this.template();
    return isTemplateId(template) ? templateSettings(template, this.t) : NEW_EVENT_TYPE;
  }

  private keep(saved: EventType): void {
    this.read.update((read) => ({ ...read, saved, form: eventTypeForm(this.t, saved) }));
  }

  /** The link of a new event type follows its title until the user edits it. */
  private followTitle(form: EventTypeForm, title: string): void {
    if (!this.id() && form.controls.slug.pristine) form.controls.slug.setValue(slugOf(title));
  }

  /** The event type itself is saved by then, so its own form is not affected by a failure. */
  private async saveReminders(id: string): Promise<void> {
    try {
      await this.reminders()?.save(id);
    } catch (error) {
      this.toasts.fail(this.t('reminders.notSaved'), error);
    }
  }

  private openInvalid(form: EventTypeForm, remindersInvalid = false): void {
    const sections = this.host.nativeElement.querySelectorAll<HTMLDetailsElement>('details[data-fields]');
    for (const section of sections) {
      const fields = (section.dataset['fields'] ?? '').split(' ');
      const isReminders = fields.includes('reminders') && remindersInvalid;
      if (isReminders || fields.some((field) => form.get(field)?.invalid)) section.open = true;
    }
    focusFirstInvalid(this.host.nativeElement);
  }
}

/** Cards have no line for an error of their own: their errors are shown above the form. */
function controlOfProblem(field: string): string {
  return field === 'location.kind' ? 'place' : field;
}
