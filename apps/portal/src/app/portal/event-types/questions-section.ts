import { ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import type { QuestionKind } from '@expertbook/contracts';
import { QUESTION_KINDS } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { EventTypeForm } from './event-type-form';
import { questionForm } from './event-type-form';

const KINDS: Readonly<Record<QuestionKind, TextKey<'portal-event-types'>>> = {
  text: 'answer.text',
  long_text: 'answer.longText',
  number: 'answer.number',
  select: 'answer.select',
  checkbox: 'answer.checkbox',
  phone: 'answer.phone',
};

const MAX_QUESTIONS = 30;

/** The event type's own questions to clients. */
@Component({
  selector: 'eb-questions-section',
  imports: [Field, FieldControl, Icon, ReactiveFormsModule],
  template: `
    <ol class="space-y-4">
      @for (
        question of form().controls.questions.controls;
        track question;
        let i = $index;
        let last = $last
      ) {
        <li class="rounded-2xl border border-outline-variant p-4 eb-enter" [formGroup]="question">
          <div class="flex items-center justify-between gap-2">
            <h3 class="text-sm font-semibold text-on-surface-variant">
              {{ t('question', { number: i + 1 }) }}
            </h3>
            <div class="-my-2 -me-2 flex">
              <button
                type="button"
                class="eb-icon-button"
                [disabled]="i === 0"
                [attr.aria-label]="t('question.up', { number: i + 1 })"
                (click)="move(i, -1)"
              >
                <eb-icon name="chevron-up" />
              </button>
              <button
                type="button"
                class="eb-icon-button"
                [disabled]="last"
                [attr.aria-label]="t('question.down', { number: i + 1 })"
                (click)="move(i, 1)"
              >
                <eb-icon name="chevron-down" />
              </button>
              <button
                type="button"
                class="eb-icon-button"
                [attr.aria-label]="t('question.remove', { number: i + 1 })"
                (click)="remove(i)"
              >
                <eb-icon name="trash" />
              </button>
            </div>
          </div>
          <div class="mt-3 grid gap-4 sm:grid-cols-[minmax(0,1fr)_13rem]">
            <eb-field [label]="t('question.label')" [control]="question.controls.label">
              <input
                ebControl
                class="eb-input"
                formControlName="label"
                [placeholder]="t('template.ask.about')"
                autocomplete="off"
              />
            </eb-field>
            <eb-field [label]="t('answer')" [control]="question.controls.kind">
              <select ebControl class="eb-input" formControlName="kind">
                @for (kind of kinds; track kind) {
                  <option [value]="kind">{{ t(labels[kind]) }}</option>
                }
              </select>
            </eb-field>
          </div>
          @if (values()[i]?.kind === 'select') {
            <eb-field
              class="mt-4"
              [label]="t('choices')"
              [hint]="t('choices.hint')"
              [control]="question.controls.options"
            >
              <textarea ebControl class="eb-input" rows="4" dir="auto" formControlName="options"></textarea>
            </eb-field>
          }
          <label class="mt-2 -mb-1 flex min-h-11 items-center gap-2.5">
            <input type="checkbox" class="size-4.5 accent-primary" formControlName="required" />
            {{ values()[i]?.kind === 'checkbox' ? t('answer.tick') : t('answer.required') }}
          </label>
        </li>
      }
    </ol>
    @if (values().length === 0) {
      <p class="mb-4 text-on-surface-variant">
        {{ t('questions.hint') }}
      </p>
    }
    @if (values().length < max) {
      <button
        type="button"
        class="eb-button eb-button-outline"
        [class.mt-4]="values().length"
        (click)="add()"
      >
        <eb-icon name="plus" /> {{ t('question.add') }}
      </button>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuestionsSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly kinds = QUESTION_KINDS;
  protected readonly labels = KINDS;
  protected readonly max = MAX_QUESTIONS;
  protected readonly values = valueSignal(() => this.form().controls.questions);

  protected add(): void {
    const questions = this.form().controls.questions;
    questions.push(questionForm(this.t));
    questions.markAsDirty();
    setTimeout(() => this.host.nativeElement.querySelector<HTMLInputElement>('li:last-child input')?.focus());
  }

  protected remove(at: number): void {
    const questions = this.form().controls.questions;
    questions.removeAt(at);
    questions.markAsDirty();
  }

  protected move(at: number, by: -1 | 1): void {
    const questions = this.form().controls.questions;
    const question = questions.at(at);
    questions.removeAt(at, { emitEvent: false });
    questions.insert(at + by, question);
    questions.markAsDirty();
  }
}
