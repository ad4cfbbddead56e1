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
import type { DefaultMessageTexts, MessageTrigger } from '@expertbook/contracts';
import { DEFAULT_MESSAGES, MAX_MESSAGES, MESSAGE_RECIPIENTS, MESSAGE_TRIGGERS } from '@expertbook/contracts';
import { MessagesApi } from '../../data/messages-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { ReminderText } from './reminder-text';
import type { ReminderForm, RemindersForm } from './reminders-form';
import { isAtOnce, messagesOf, newMessage, reminderForm, remindersForm } from './reminders-form';
import { SpanField } from './span-field';

interface Read {
  form: RemindersForm;
  texts: DefaultMessageTexts;
}

/** Reminders and follow-ups of an event type. The page saves them together with its own form. */
@Component({
  selector: 'eb-reminders-section',
  imports: [FailedState, Field, FieldControl, Icon, ReactiveFormsModule, ReminderText, SpanField],
  templateUrl: './reminders-section.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RemindersSection {
  /** Null for a new event type. */
  readonly eventTypeId = input.required<string | null>();
  readonly title = input.required<string>();
  readonly duration = input.required<number>();

  private readonly api = inject(MessagesApi);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = translator('portal-event-types');
  protected readonly triggers = MESSAGE_TRIGGERS;
  protected readonly recipients = MESSAGE_RECIPIENTS;
  protected readonly max = MAX_MESSAGES;
  protected readonly read = new Loadable<Read>();
  private readonly changes = signal(0);
  /** Read again with every change of the form. */
  protected readonly reminders = computed(() => {
    this.changes();
    return [...(this.read.value()?.form.controls ?? [])];
  });

  constructor() {
    effect(() => {
      this.eventTypeId();
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

  /** Marks what cannot be saved. */
  isValid(): boolean {
    const form = this.read.value()?.form;
    form?.markAllAsTouched();
    return form?.valid ?? true;
  }

  /** Does nothing without a change. Rejects with an `HttpErrorResponse`. */
  async save(eventTypeId: string): Promise<void> {
    const form = this.read.value()?.form;
    if (!form?.dirty) return;
    await this.api.put(eventTypeId, messagesOf(form));
    form.markAsPristine();
  }

  protected load(): void {
    const id = this.eventTypeId();
    void this.read.load(async () => {
      const [messages, texts] = await Promise.all([
        id === null ? { items: [...DEFAULT_MESSAGES] } : this.api.get(id),
        this.api.texts(),
      ]);
      return { form: remindersForm(this.t, messages.items), texts };
    });
  }

  protected needsTime({ controls }: ReminderForm): boolean {
    return !isAtOnce(controls.trigger.value);
  }

  protected timeLabel(trigger: MessageTrigger): string {
    return this.t(trigger === 'before_start' ? 'reminder.before' : 'reminder.after');
  }

  protected textsFor({ controls }: ReminderForm, texts: DefaultMessageTexts) {
    return texts[controls.trigger.value][controls.recipient.value === 'expert' ? 'expert' : 'client'];
  }

  protected add(form: RemindersForm): void {
    const taken = form.controls.map(({ controls }) => controls.id.value);
    form.push(reminderForm(this.t, newMessage(taken)));
    form.markAsDirty();
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('li:last-child select')?.focus());
  }

  protected remove(form: RemindersForm, at: number): void {
    form.removeAt(at);
    form.markAsDirty();
    this.host.nativeElement.querySelector<HTMLElement>('.reminder-add')?.focus();
  }
}
