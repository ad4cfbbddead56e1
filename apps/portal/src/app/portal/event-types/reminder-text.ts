import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { FormControl } from '@angular/forms';
import type { Language, MessageText, MessageVariable, ScheduledMessage } from '@expertbook/contracts';
import { LANGUAGES, MESSAGE_VARIABLES } from '@expertbook/contracts';
import { directionOf, LANGUAGE_NAMES, languageLocale } from '@expertbook/presentation/languages';
import type { MessageValues } from '@expertbook/presentation/message-template';
import { fillMessage } from '@expertbook/presentation/message-template';
import { SessionStore } from '../../account/session';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { shownText, textProblem } from './reminders-form';

/** A day and a time for the preview. */
const SAMPLE = new Date('2027-01-04T09:00:00Z');

/** The words of one reminder in each language, with a preview as the reader sees it. */
@Component({
  selector: 'eb-reminder-text',
  imports: [Icon],
  templateUrl: './reminder-text.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReminderText {
  /** Distinguishes the ids of its fields. */
  readonly name = input.required<string>();
  readonly control = input.required<FormControl<ScheduledMessage['texts']>>();
  readonly defaults = input.required<Record<Language, MessageText>>();
  /** Title of the event type, for the preview. */
  readonly title = input.required<string>();
  readonly duration = input.required<number>();

  protected readonly t = translator('portal-event-types');
  private readonly session = inject(SessionStore);
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = LANGUAGE_NAMES;
  protected readonly variables = MESSAGE_VARIABLES;
  protected readonly language = linkedSignal<Language>(inject(LanguageService).language);
  protected readonly direction = computed(() => directionOf(this.language()));
  protected readonly texts = valueSignal(() => this.control());
  protected readonly text = computed(() => shownText(this.texts(), this.defaults(), this.language()));
  protected readonly isOwn = computed(() => this.texts()[this.language()] !== undefined);
  protected readonly errors = computed(() => ({
    subject: textProblem(this.t, 'subject', this.text().subject),
    body: textProblem(this.t, 'body', this.text().body),
  }));
  protected readonly preview = computed(() => {
    const values = this.sampleValues();
    const { subject, body } = this.text();
    return { subject: fillMessage(subject, values), body: fillMessage(body, values) };
  });

  private readonly sampleValues = computed<MessageValues>(() => {
    const locale = languageLocale(this.language());
    const date = {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    } as const;
    return {
      client_name: 'Grace Hopper',
      expert_name: this.session.expert()?.name ?? '',
      event_title: this.title(),
      date: new Intl.DateTimeFormat(locale, date).format(SAMPLE),
      time: '09:00',
      time_zone: 'UTC',
      duration: new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: 'minute',
        unitDisplay: 'long',
      }).format(this.duration()),
      location: this.t('reminder.sample.location'),
    };
  });

  protected write(part: keyof MessageText, value: string): void {
    this.set({ ...this.text(), [part]: value });
  }

  /** Puts a variable where the cursor is in the body. */
  protected insert(variable: MessageVariable, body: HTMLTextAreaElement): void {
    body.setRangeText(`{{${variable}}}`, body.selectionStart, body.selectionEnd, 'end');
    this.write('body', body.value);
    body.focus();
  }

  protected restore(): void {
    const { [this.language()]: _own, ...others } = this.control().value;
    this.change(others);
  }

  private set(text: MessageText): void {
    this.change({ ...this.control().value, [this.language()]: text });
  }

  private change(texts: ScheduledMessage['texts']): void {
    this.control().setValue(texts);
    this.control().markAsDirty();
  }
}
