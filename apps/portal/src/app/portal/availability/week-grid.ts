import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { WeeklyHours } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { hourText, timeOf, timeOfDayText } from '../../ui/time-of-day';
import { rangeWords, weekOrder, weekdayNames } from './hours-rules';
import type { Block, Drag, GridPosition } from './week-drag';
import { blocksOf, weekAfterDrag, withHourAt, without } from './week-drag';

/** Shown hours of the day, unless there are ranges outside of them or the whole day is requested. */
const SHOWN = { from: 6, to: 22 };
const REM_AN_HOUR = 1.75;
/** Maximum distance in pixels for which a press is a click. */
const CLICK_DISTANCE = 5;

/**
 * Weekly hours as a grid: drag over free time to add hours, drag a block or one of its edges to change it. On touch
 * screens a block is tapped first, so that scrolling changes nothing. Only for pointers: the editor for typing next to
 * it has the same functions, so this grid is an image for assistive technology.
 */
@Component({
  selector: 'eb-week-grid',
  imports: [Icon],
  templateUrl: './week-grid.html',
  host: {
    class: 'block',
    '(document:keydown.escape)': 'abandon($event)',
    '(document:pointerdown)': 'leave($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WeekGrid {
  readonly week = input.required<WeeklyHours>();
  readonly weekChange = output<WeeklyHours>();

  protected readonly t = translator('portal-availability');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly wholeDay = signal(false);
  /** The week that results if the pointer is released now. */
  private readonly preview = signal<WeeklyHours | null>(null);
  private readonly pointer = signal<GridPosition | null>(null);
  protected readonly selected = signal<{ day: number; at: number } | null>(null);
  private drag: { drag: Drag; week: WeeklyHours; x: number; y: number } | null = null;

  protected readonly hours = computed(() => {
    const blocks = blocksOf(this.week());
    const first = Math.floor(Math.min(SHOWN.from * 60, ...blocks.map((one) => one.start)) / 60);
    const last = Math.ceil(Math.max(SHOWN.to * 60, ...blocks.map((one) => one.end)) / 60);
    return this.wholeDay() ? { from: 0, to: 24 } : { from: first, to: last };
  });
  protected readonly narrower = computed(() => this.wholeDay() || this.hours().to - this.hours().from < 24);
  protected readonly height = computed(() => (this.hours().to - this.hours().from) * REM_AN_HOUR);
  protected readonly lines = computed(() => {
    const { from, to } = this.hours();
    return Array.from({ length: to - from - 1 }, (_, i) => ({
      top: ((i + 1) / (to - from)) * 100,
      label: hourText(from + i + 1),
    }));
  });
  protected readonly columns = computed(() => {
    const blocks = blocksOf(this.preview() ?? this.week());
    const [short, narrow] = [weekdayNames('short'), weekdayNames('narrow')];
    return weekOrder().map((day) => ({
      day,
      short: short[day] ?? '',
      narrow: narrow[day] ?? '',
      blocks: blocks.filter((one) => one.day === day).map((one) => this.drawn(one)),
    }));
  });
  /** The dragged range as a text. */
  protected readonly readout = computed(() => {
    const [week, at] = [this.preview(), this.pointer()];
    if (!week || !at) return null;
    const block = nearest(blocksOf(week), at);
    if (!block) return null;
    const range = rangeWords({ start: timeOf(block.start), end: timeOf(block.end) }, this.t);
    return this.t('grid.readout', { day: weekdayNames('long')[at.day] ?? '', range });
  });

  protected begin(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof HTMLElement)) return;
    if (event.target.closest('[data-remove]')) return;
    const place = this.positionOf(event);
    if (!place) return;
    const block = event.target.closest<HTMLElement>('[data-at]');
    const at = block ? Number(block.dataset['at']) : null;
    const day = block ? Number(block.dataset['weekday']) : place.day;
    const edge = event.target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
    const kind = at === null ? 'add' : edge === 'start' || edge === 'end' ? edge : 'move';
    const from = { day, minutes: place.minutes };
    const drag: Drag = kind === 'add' || at === null ? { kind: 'add', from } : { kind, from, at };
    this.drag = { drag, week: this.week(), x: event.clientX, y: event.clientY };
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
  }

  protected move(event: PointerEvent): void {
    const held = this.drag;
    if (!held) return;
    const still = Math.hypot(event.clientX - held.x, event.clientY - held.y) < CLICK_DISTANCE;
    if (still && !this.preview()) return;
    // A touch on a block that was not tapped before scrolls.
    if (event.pointerType === 'touch' && held.drag.kind !== 'add' && !this.isSelected(held.drag)) return;
    const place = this.positionOf(event);
    if (!place) return;
    this.pointer.set(held.drag.kind === 'move' ? place : { ...place, day: held.drag.from.day });
    this.preview.set(weekAfterDrag(held.week, held.drag, place));
  }

  protected end(): void {
    const held = this.drag;
    const [week, at] = [this.preview(), this.pointer()];
    this.cancelDrag();
    if (!held) return;
    if (week) {
      this.selected.set(at && nearest(blocksOf(week), at));
      if (week !== held.week) this.weekChange.emit(week);
    } else if (held.drag.kind !== 'add') {
      this.selected.set({ day: held.drag.from.day, at: held.drag.at });
    } else if (this.selected()) {
      this.selected.set(null);
    } else {
      const added = withHourAt(held.week, held.drag.from);
      this.selected.set(nearest(blocksOf(added), held.drag.from));
      this.weekChange.emit(added);
    }
  }

  /** The browser has cancelled the gesture, because it scrolls. */
  protected cancelDrag(): void {
    this.drag = null;
    this.preview.set(null);
    this.pointer.set(null);
  }

  protected abandon(event: Event): void {
    if (!this.drag) return;
    event.preventDefault();
    this.cancelDrag();
  }

  protected leave(event: Event): void {
    if (event.target instanceof Node && this.host.nativeElement.contains(event.target)) return;
    this.selected.set(null);
  }

  protected remove({ day, at }: { day: number; at: number }): void {
    this.selected.set(null);
    this.weekChange.emit(without(this.week(), day, at));
  }

  private isSelected(drag: Drag): boolean {
    const selected = this.selected();
    return drag.kind !== 'add' && selected?.day === drag.from.day && selected.at === drag.at;
  }

  private drawn(block: Block) {
    const { from, to } = this.hours();
    const part = (minutes: number) => ((minutes / 60 - from) / (to - from)) * 100;
    const selected = this.selected();
    return {
      ...block,
      top: part(block.start),
      height: part(block.end) - part(block.start),
      tall: block.end - block.start >= 60,
      from: timeOfDayText(timeOf(block.start)),
      until: block.end === 1440 ? this.t('midnight') : timeOfDayText(timeOf(block.end)),
      // In a narrow column the axis beside it shows am or pm.
      fromDigits: digitsOf(timeOfDayText(timeOf(block.start))),
      untilDigits: digitsOf(timeOfDayText(timeOf(block.end % 1440))),
      selected: !this.preview() && selected?.day === block.day && selected.at === block.at,
    };
  }

  /** Position of the pointer; outside the grid the nearest one. Columns follow the direction of the language. */
  private positionOf({ clientX, clientY }: PointerEvent): GridPosition | null {
    const columns = [...this.host.nativeElement.querySelectorAll<HTMLElement>('[data-day]')].map(
      (column) => ({
        day: Number(column.dataset['day']),
        box: column.getBoundingClientRect(),
      }),
    );
    const away = ({ left, right }: DOMRect) => Math.max(left - clientX, 0, clientX - right);
    const column = columns.sort((a, b) => away(a.box) - away(b.box))[0];
    if (!column?.box.height) return null;
    const { from, to } = this.hours();
    const part = (clientY - column.box.top) / column.box.height;
    const minutes = (from + part * (to - from)) * 60;
    return { day: column.day, minutes: Math.max(from * 60, Math.min(to * 60, minutes)) };
  }
}

/** The block of a day at a position or next to it. */
function nearest(blocks: readonly Block[], { day, minutes }: GridPosition): Block | null {
  const away = ({ start, end }: Block) => Math.max(start - minutes, 0, minutes - end);
  return blocks.filter((one) => one.day === day).sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** `9:30` of `9:30 AM`. */
function digitsOf(time: string): string {
  return time.replace(/[^\d:.]/g, '');
}
