import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { EventTypeIcon } from '@expertbook/contracts';
import { EVENT_TYPE_ICONS } from '@expertbook/contracts';
import { EVENT_ICONS } from '@expertbook/presentation/event-icons';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { EventMark } from '@expertbook/web-shared/ui/event-mark';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { EventTypeForm } from './event-type-form';

/** Colours that are distinguishable in a calendar, also for most forms of colour blindness. */
const COLORS = [
  '#0b7a69',
  '#2456c8',
  '#7a3fc0',
  '#b3265e',
  '#c2410c',
  '#a16207',
  '#3f7a1f',
  '#475569',
] as const;

/** Colour and icon of an event type; heading and position on the profile. */
@Component({
  selector: 'eb-looks-section',
  imports: [EventMark, Field, FieldControl, MatSlideToggle, Icon, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <fieldset>
        <legend class="eb-label">{{ t('color') }}</legend>
        <div class="flex flex-wrap items-center gap-2">
          <button
            type="button"
            class="eb-button eb-button-outline aria-pressed:border-primary aria-pressed:bg-primary-container aria-pressed:text-on-primary-container"
            [attr.aria-pressed]="color() === null"
            (click)="setColor(null)"
          >
            {{ t('color.none') }}
          </button>
          @for (one of colors; track one) {
            <button
              type="button"
              class="size-11 rounded-full border-2 border-transparent p-1 aria-pressed:border-primary"
              [attr.aria-label]="t('color.preset', { color: one })"
              [attr.aria-pressed]="one === color()"
              (click)="setColor(one)"
            >
              <span
                class="block size-full rounded-full border border-outline-variant"
                [style.background]="one"
              ></span>
            </button>
          }
          <label class="flex min-h-11 items-center gap-2 rounded-xl border border-outline px-3">
            <span class="text-sm font-semibold">{{ t('color.own') }}</span>
            <input
              #picker
              type="color"
              class="size-8 cursor-pointer border-0 bg-transparent p-0"
              [value]="color() ?? '#0b7a69'"
              (input)="setColor(picker.value)"
            />
          </label>
        </div>
        <p class="mt-2 text-sm text-on-surface-variant">{{ t('color.hint') }}</p>
      </fieldset>
      <fieldset>
        <legend class="eb-label">{{ t('icon') }}</legend>
        <div class="flex flex-wrap gap-1.5">
          <label [class]="choice">
            <input type="radio" class="sr-only" formControlName="icon" [value]="null" />
            <span class="px-2 text-sm font-semibold">{{ t('icon.none') }}</span>
          </label>
          @for (one of icons; track one.name) {
            <label [class]="choice" [title]="t(one.label)">
              <input
                type="radio"
                class="sr-only"
                formControlName="icon"
                [value]="one.name"
                [attr.aria-label]="t(one.label)"
              />
              <eb-icon class="!size-6" [path]="one.path" />
            </label>
          }
        </div>
      </fieldset>
      @if (mark().color || mark().icon) {
        <p class="flex items-center gap-3" aria-hidden="true">
          <eb-event-mark [of]="mark()" />
          <span class="min-w-0 font-semibold wrap-anywhere"
            ><bdi>{{ title() }}</bdi></span
          >
        </p>
      }
      <eb-field optional [label]="t('group')" [hint]="t('group.hint')" [control]="form().controls.group">
        <input
          ebControl
          class="eb-input"
          dir="auto"
          autocomplete="off"
          formControlName="group"
          [placeholder]="t('group.example')"
        />
      </eb-field>
      <div class="flex items-center justify-between gap-4">
        <p id="featured-label">
          <span class="block font-semibold">{{ t('featured') }}</span>
          <span class="block text-sm text-on-surface-variant">{{ t('featured.hint') }}</span>
        </p>
        <mat-slide-toggle hideIcon formControlName="featured" aria-labelledby="featured-label" />
      </div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LooksSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
  protected readonly colors = COLORS;
  protected readonly icons = EVENT_TYPE_ICONS.map((name) => ({
    name,
    path: EVENT_ICONS[name],
    label: `icon.${name}` as `icon.${EventTypeIcon}`,
  }));
  protected readonly choice =
    'grid h-11 min-w-11 cursor-pointer place-items-center rounded-xl border border-outline-variant transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary';
  private readonly values = valueSignal(() => this.form());
  protected readonly color = computed(() => this.values().color);
  protected readonly mark = computed(() => ({ color: this.values().color, icon: this.values().icon }));
  protected readonly title = computed(() => this.values().title || this.t('titleField.example'));

  protected setColor(color: string | null): void {
    const control = this.form().controls.color;
    control.setValue(color);
    control.markAsDirty();
  }
}
