import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { LocalDate } from '@expertbook/contracts';
import type { CalendarOptions, EventInput } from '@fullcalendar/core';
import { Calendar } from '@fullcalendar/core';
import dayGridPlugin from '@fullcalendar/daygrid';
import interactionPlugin from '@fullcalendar/interaction';
import timeGridPlugin from '@fullcalendar/timegrid';
import { directionOf } from '@expertbook/presentation/languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { firstWeekday, hourDigits } from '@expertbook/web-shared/ui/format-preferences';
import { dayText } from '@expertbook/web-shared/ui/zoned-time';
import { EventMarks } from '../booking-parts/event-marks';
import type { CalendarEntry } from './calendar-entries';
import { conflictingEntry } from './calendar-entries';
import type { DateSpan } from './calendar-store';
import { contentOf, wallOfDate } from './entry-content';
import { entryTexts, eventInput, markedType, spanText } from './entry-look';
import { EventDiff } from './event-diff';
import type { Wall } from './wall-clock';
import { dateOf, plusMinutes, timeOf } from './wall-clock';
import type { WorkingTime } from './working-hours';

export type GridView = 'day' | 'week' | 'month';

const VIEWS = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth' } as const;

/**
 * FullCalendar in the product's colours, with wall times as if they were UTC. It displays and emits events; the page
 * handles them.
 */
@Component({
  selector: 'eb-calendar-grid',
  template: `
    <div #host class="eb-calendar h-full"></div>
    <p
      role="status"
      class="pointer-events-none absolute inset-x-2 bottom-3 z-20 mx-auto w-fit max-w-full rounded-xl px-4 py-2 text-center text-sm font-medium shadow-lg empty:hidden"
      [class]="
        dragged()?.conflict
          ? 'bg-error-container text-on-error-container'
          : 'bg-primary-container text-on-primary-container'
      "
    >
      @if (dragged(); as dragged) {
        {{ dragged.text }}
      }
    </p>
  `,
  host: { class: 'relative block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarGrid {
  readonly entries = input.required<readonly CalendarEntry[]>();
  readonly working = input.required<readonly WorkingTime[] | null>();
  readonly closed = input.required<readonly WorkingTime[]>();
  readonly date = input.required<LocalDate>();
  readonly view = input.required<GridView>();
  readonly nowWall = input.required<Wall>();

  /** Other dates became visible. */
  readonly spanned = output<DateSpan>();
  readonly opened = output<CalendarEntry>();
  readonly dropped = output<{ entry: CalendarEntry; start: Wall }>();
  readonly selected = output<{ start: Wall; end: Wall }>();
  readonly dayOpened = output<LocalDate>();

  protected readonly t = translator('portal-calendar', 'portal-parts');
  private readonly texts = inject(LanguageService);
  private readonly now = inject(Clock).now;
  private readonly marks = inject(EventMarks);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private calendar: Calendar | null = null;
  /** The time to which a booking is being dragged, and whether it conflicts. */
  protected readonly dragged = signal<{ text: string; conflict: boolean } | null>(null);

  private readonly inputs = computed<EventInput[]>(() => [
    ...this.entries().map((entry) => eventInput(entry, this.t, this.now(), this.colorOf(entry))),
    ...this.closed().map((time): EventInput => ({
      id: `closed ${time.start}`,
      ...time,
      display: 'background',
      classNames: ['eb-cal-closed'],
    })),
  ]);
  private readonly words = computed<CalendarOptions>(() => ({
    locale: dateLocale(),
    direction: directionOf(this.texts.language()),
    firstDay: firstWeekday(),
    slotLabelFormat: {
      hour: hourDigits(),
      minute: '2-digit',
      omitZeroMinute: hourDigits() === 'numeric',
      meridiem: dateLocale().startsWith('en') ? 'lowercase' : undefined,
    },
    moreLinkText: (count: number) => this.t('more', { count }),
    // A column of a phone has space only for a number; the tooltip explains it.
    moreLinkContent: ({ num, text }) => (isPhone() ? String(num) : text),
    navLinkHint: (_text: string, date: Date) => this.t('openDay', { day: longDay(date) }),
    moreLinkHint: (count: number) => this.t('more', { count }),
    closeHint: this.t('close'),
  }));

  constructor() {
    this.marks.refresh();
    afterNextRender(() => this.start());
    effect(() => {
      const inputs = this.inputs();
      untracked(() => this.diff?.apply(inputs));
    });
    effect(() => {
      const [view, date] = [VIEWS[this.view()], this.date()];
      untracked(() => this.calendar?.changeView(view, date));
    });
    effect(() => {
      const words = this.words();
      untracked(() => this.calendar?.pauseRendering());
      for (const [name, value] of Object.entries(words)) {
        untracked(() => this.calendar?.setOption(name as keyof CalendarOptions, value as never));
      }
      untracked(() => this.calendar?.resumeRendering());
    });
    inject(DestroyRef).onDestroy(() => this.calendar?.destroy());
  }

  private diff: EventDiff | null = null;

  /** For a parent whose width has changed. */
  resize(): void {
    this.calendar?.updateSize();
  }

  private colorOf(entry: CalendarEntry): string | null {
    if (entry.kind === 'external') return entry.event.calendar.color;
    const type = markedType(entry);
    return type && this.marks.of(type).color;
  }

  private start(): void {
    const calendar = new Calendar(this.host().nativeElement, {
      ...this.fixed(),
      ...this.words(),
      initialView: VIEWS[this.view()],
      initialDate: this.date(),
    });
    calendar.render();
    this.calendar = calendar;
    this.diff = new EventDiff(calendar, this.host().nativeElement);
    this.diff.apply(this.inputs());
  }

  private fixed(): CalendarOptions {
    return {
      plugins: [dayGridPlugin, timeGridPlugin, interactionPlugin],
      timeZone: 'UTC',
      now: () => `${this.nowWall()}:00`,
      headerToolbar: false,
      height: '100%',
      allDaySlot: false,
      nowIndicator: true,
      navLinks: true,
      navLinkDayClick: (date) => this.dayOpened.emit(isoDate(date)),
      dayMaxEvents: entriesADay(),
      // A link without a target that opens a list is a button.
      moreLinkDidMount: ({ el }) => el.setAttribute('role', 'button'),
      // Without an entry nothing in the day's hours would be focusable, and keys could not scroll to the evening.
      dayCellDidMount: ({ el, date, view }) => {
        if (view.type !== VIEWS.month && +date === +view.activeStart) el.tabIndex = 0;
      },
      slotDuration: '00:30:00',
      snapDuration: '00:15:00',
      scrollTime: this.firstHour(),
      slotEventOverlap: false,
      // A quarter of an hour at the height of its rows (calendar-page.css): a larger value would overlap the next
      // entry, and both would be drawn half as wide. An entry without space for two lines shows all in one.
      eventMinHeight: 18,
      eventShortHeight: 40,
      eventInteractive: true,
      eventDurationEditable: false,
      selectable: true,
      selectMirror: true,
      selectMinDistance: 6,
      longPressDelay: 350,
      unselectAuto: true,
      dayHeaderContent: ({ date, view }) => columnTitle(date, view.type !== VIEWS.month),
      views: { dayGridMonth: { selectable: false } },
      eventContent: (shown) => ({ domNodes: contentOf(shown) }),
      eventClassNames: ({ isMirror }) => (isMirror && this.dragged()?.conflict ? ['eb-cal-conflict'] : []),
      eventAllow: ({ start }, event) => {
        const entry = event && this.entryOf(event.id);
        if (entry) this.announceDrag(entry, wallOfDate(start));
        return true;
      },
      eventDragStop: () => this.dragged.set(null),
      eventDidMount: ({ event, el }) => {
        const color: unknown = event.extendedProps['color'];
        if (typeof color === 'string') el.style.setProperty('--mark', color);
        const name: unknown = event.extendedProps['name'];
        if (typeof name !== 'string') return;
        // What lies behind the others takes no focus: the list says it.
        if (event.display === 'background') return;
        el.dataset['entry'] = event.id;
        el.setAttribute('role', 'button');
        el.setAttribute('aria-label', name);
        el.setAttribute('aria-haspopup', 'dialog');
      },
      datesSet: ({ start, end }) => this.spanned.emit({ from: isoDate(start), to: isoDate(end) }),
      eventClick: ({ event, jsEvent }) => {
        jsEvent.preventDefault();
        const entry = this.entryOf(event.id);
        if (entry) this.opened.emit(entry);
      },
      eventDrop: ({ event, revert }) => {
        const entry = this.entryOf(event.id);
        if (entry && event.start) {
          const start = wallOfDate(event.start);
          // The drawing depends on the entries alone, so that a rejected change leaves no trace.
          revert();
          this.dropped.emit({ entry, start });
        } else revert();
      },
      select: ({ start, end, allDay }) => {
        if (!allDay) this.selected.emit({ start: wallOfDate(start), end: wallOfDate(end) });
        this.calendar?.unselect();
      },
    };
  }

  /** Announces the time of the dragged booking, and a conflict there. */
  private announceDrag(entry: CalendarEntry, start: Wall): void {
    if (entry.kind !== 'booking') return;
    const end = plusMinutes(start, entry.booking.duration);
    const date = dateOf(start);
    const when = this.t('when', {
      day: dayText(date, dateOf(this.nowWall())),
      range: spanText({ start, end }, this.t),
    });
    const other = conflictingEntry(this.entries(), entry.booking, start);
    const { title } = other ? entryTexts(other, this.t, this.now().getTime()) : { title: '' };
    const conflict = other && this.t('moveTaken', { title, range: spanText(other, this.t) });
    this.dragged.set({ text: conflict ? `${when}. ${conflict}` : when, conflict: conflict !== undefined });
  }

  private entryOf(id: string): CalendarEntry | undefined {
    return this.entries().find((one) => one.id === id);
  }

  /** An hour before the working day, or shortly before now. */
  private firstHour(): string {
    const starts = (this.working() ?? []).map(({ start }) => timeOf(start)).sort();
    const hour = Number((starts[0] ?? '08:00').slice(0, 2));
    return `${String(Math.max(0, hour - 1)).padStart(2, '0')}:00:00`;
  }
}

/**
 * Number of entries that fit into a day of the month. FullCalendar would measure before everything is drawn, and then
 * show none.
 */
function entriesADay(): number {
  if (isPhone()) return 0;
  const [around, number, entry] = [320, 60, 26];
  return Math.max(2, Math.floor(((innerHeight - around) / 6 - number) / entry));
}

function isPhone(): boolean {
  return matchMedia('(max-width: 47.99rem)').matches;
}

/** `Mon 23`. Short Arabic names are whole words and too long for a phone's column; the narrow ones replace them. */
function columnTitle(date: Date, withDay: boolean): string {
  const weekday = isPhone() && dateLocale().startsWith('ar') ? 'narrow' : 'short';
  const name = date.toLocaleDateString(dateLocale(), { weekday, timeZone: 'UTC' });
  return withDay ? `${name} ${date.getUTCDate()}` : name;
}

function isoDate(date: Date): LocalDate {
  return date.toISOString().slice(0, 10);
}

function longDay(date: Date): string {
  return dayText(isoDate(date), isoDate(date));
}
