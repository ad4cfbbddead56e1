import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  booleanAttribute,
  computed,
  effect,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import type { LocalTime } from '@expertbook/contracts';
import { minutesOf, parseTime, timeOf, timeOfDayText } from './time-of-day';

const STEP = 15;

/**
 * A time of day, typed in a common format (`9`, `930`, `9:30pm`) or selected from a list. A text that cannot be parsed
 * stays in the input and is emitted unchanged, for the form to reject.
 */
@Component({
  selector: 'eb-time-input',
  imports: [MatAutocomplete, MatAutocompleteTrigger, MatOption],
  template: `
    <input
      #typing
      class="eb-input px-1 text-center tabular-nums"
      autocomplete="off"
      spellcheck="false"
      [attr.id]="box()"
      [attr.aria-label]="name()"
      [attr.aria-invalid]="invalid() ? true : null"
      [attr.aria-describedby]="described()"
      [matAutocomplete]="list"
      (focus)="used.set(true); typing.select()"
      (input)="typed.set(typing.value)"
      (change)="commit(typing.value)"
      (keydown.enter)="$event.preventDefault(); commit(typing.value)"
    />
    <mat-autocomplete
      #list="matAutocomplete"
      class="tabular-nums"
      panelWidth="8.5rem"
      hideSingleSelectionIndicator
      (opened)="showCurrent()"
      (optionSelected)="commit($event.option.value)"
    >
      @for (choice of choices(); track choice) {
        <mat-option [class.eb-present]="choice === time()" [value]="text(choice)">{{
          text(choice)
        }}</mat-option>
      }
    </mat-autocomplete>
  `,
  styles: `
    .eb-present {
      color: var(--mat-sys-primary);
      font-weight: 700;
    }
  `,
  host: { class: 'block w-28 min-w-0' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeInput {
  readonly time = input.required<LocalTime>();
  readonly name = input.required<string>();
  /** The id of the input, for a label. */
  readonly box = input<string | null>(null);
  /** The time is the end of a range: midnight is then 24:00. */
  readonly end = input(false, { transform: booleanAttribute });
  /** The list begins after this time. */
  readonly after = input<LocalTime | null>(null);
  readonly invalid = input(false);
  readonly described = input<string | null>(null);
  readonly timeChange = output<LocalTime>();

  protected readonly typed = signal('');
  /** The list is created on first use: a week has many inputs, and a list many entries. */
  protected readonly used = signal(false);
  protected readonly text = timeOfDayText;
  private readonly element = viewChild.required<ElementRef<HTMLInputElement>>('typing');
  private readonly list = viewChild.required<MatAutocomplete>('list');

  private readonly all = computed(() => {
    const after = minutesOf(this.after() ?? '') || 0;
    const first = this.end() ? Math.floor(after / STEP) * STEP + STEP : 0;
    const last = this.end() ? 1440 : 1440 - STEP;
    const times: LocalTime[] = [];
    for (let minutes = first; minutes <= last; minutes += STEP) times.push(timeOf(minutes));
    return times;
  });
  /** All times, or those that match the typed text. */
  protected readonly choices = computed(() => {
    if (!this.used()) return [];
    const typed = this.typed().trim().toLowerCase();
    if (!typed) return this.all();
    const fitting = this.all().filter(
      (time) =>
        time.startsWith(typed) ||
        time.startsWith(`0${typed}`) ||
        timeOfDayText(time).toLowerCase().startsWith(typed),
    );
    return fitting.length ? fitting : this.all();
  });

  constructor() {
    effect(() => {
      this.element().nativeElement.value = timeOfDayText(this.time());
    });
  }

  protected commit(text: string): void {
    this.typed.set('');
    const time = parseTime(text, this.end());
    if (time) this.element().nativeElement.value = timeOfDayText(time);
    if ((time ?? text) !== this.time()) this.timeChange.emit(time ?? text);
  }

  /** Opens the list at the current time, not at midnight. */
  protected showCurrent(): void {
    const list = this.list();
    const current = minutesOf(this.time());
    const at = this.choices().findIndex((choice) => minutesOf(choice) >= current);
    setTimeout(() => list._setScrollTop(Math.max(0, at - 2) * 48));
  }
}
