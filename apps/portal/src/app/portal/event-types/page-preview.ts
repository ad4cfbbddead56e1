import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import type { EventType, Schedule } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { firstWeekday } from '@expertbook/web-shared/ui/format-preferences';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { cityOf, localDateOf, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { PLACE_WORDS } from './place-words';
import type { FormValues } from './section-words';
import { weeksOf } from '@expertbook/web-shared/ui/calendar-dates';
import type { PreviewRules } from './preview-times';
import { daysOf, firstOpenMonth, openDays, timesOf } from './preview-times';

type Step = 'times' | 'form' | 'saved';

/** Preview of the booking page with the values of the form, updated while the user types. */
@Component({
  selector: 'eb-page-preview',
  imports: [Icon, Initials],
  templateUrl: './page-preview.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PagePreview {
  readonly values = input.required<FormValues>();
  readonly schedules = input.required<readonly Schedule[]>();
  /** Null for a new event type. */
  readonly saved = input.required<EventType | null>();

  protected readonly t = translator('portal-event-types');
  /** Texts of the booking page. */
  protected readonly clientText = translator('booking', 'booking-form');
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly sanitizer = inject(DomSanitizer);

  private readonly chosenStep = signal<Step>('times');
  /** The page of a private event type needs a link; an inactive one has no page. */
  private readonly open = computed(() => {
    const saved = this.saved();
    return saved !== null && saved.active && !saved.private;
  });
  protected readonly steps = computed(() => [
    { id: 'times' as const, label: this.t('preview.times') },
    { id: 'form' as const, label: this.t('preview.form') },
    ...(this.open() ? [{ id: 'saved' as const, label: this.t('preview.saved') }] : []),
  ]);
  protected readonly step = computed(() =>
    this.chosenStep() === 'saved' && !this.open() ? 'times' : this.chosenStep(),
  );
  /** Changes with the saved data, so that the frame reloads. */
  protected readonly frame = computed(() => {
    const saved = this.saved();
    const handle = this.session.expert()?.handle;
    if (!saved || !handle) return null;
    const path = `/${encodeURIComponent(handle)}/${encodeURIComponent(saved.slug)}?embed=inline`;
    return this.sanitizer.bypassSecurityTrustResourceUrl(path);
  });

  protected readonly expert = this.session.expert;
  protected readonly name = computed(() => this.expert()?.name ?? '');
  protected readonly place = computed(() => PLACE_WORDS[this.values().location.kind]);
  protected readonly words = minutesText;
  protected readonly schedule = computed(() => {
    const id = this.values().scheduleId;
    return this.schedules().find((one) => (id === null ? one.isDefault : one.id === id)) ?? null;
  });
  protected readonly city = computed(() => cityOf(this.schedule()?.timeZone ?? 'UTC'));

  private readonly rules = computed<PreviewRules>(() => {
    const { durations, slotInterval, minimumNotice, window } = this.values();
    return {
      duration: durations[0] ?? 30,
      slotInterval,
      minimumNotice,
      window:
        window.kind === 'range'
          ? { kind: 'range', start: window.start, end: window.end }
          : { kind: 'rolling', days: window.days ?? 0, unit: window.unit },
    };
  });
  private readonly now = computed(() => {
    const zone = this.schedule()?.timeZone ?? 'UTC';
    const now = this.clock.now();
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    return `${localDateOf(now, zone)}T${time.format(now)}`;
  });
  protected readonly month = computed(() => {
    const schedule = this.schedule();
    const shown = schedule && firstOpenMonth(schedule, this.rules(), this.now());
    const month = shown ?? this.now().slice(0, 7);
    const free = schedule ? openDays(daysOf(month), schedule, this.rules(), this.now()) : new Set<string>();
    const [selected] = [...free].sort();
    // Like the page itself: by the browser's region without an own setting.
    const first = firstWeekday(navigator.language);
    return {
      title: monthTitle(month),
      weekdays: weekdays(first),
      weeks: weeksOf(month, first).map((week) =>
        week.map((date) =>
          date === null
            ? null
            : { day: Number(date.slice(8)), free: free.has(date), selected: date === selected },
        ),
      ),
      none: shown === null,
      times:
        schedule && selected
          ? timesOf(selected, schedule, this.rules(), this.now()).map((time) =>
              timeText(`2027-01-04T${time}:00Z`, 'UTC'),
            )
          : [],
    };
  });

  protected show(step: Step): void {
    this.chosenStep.set(step);
  }
}

function monthTitle(month: string): string {
  return new Intl.DateTimeFormat(dateLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** As on the page: short Arabic names are whole words, so the narrow ones stand in for them. */
function weekdays(first: number): string[] {
  const weekday = dateLocale().startsWith('ar') ? 'narrow' : 'short';
  const format = new Intl.DateTimeFormat(dateLocale(), { weekday, timeZone: 'UTC' });
  // January 3, 2027 is a Sunday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2027, 0, 3 + first + day)));
}
