import type { Calendar, EventInput } from '@fullcalendar/core';

/** Updates FullCalendar's events with the smallest change, so that the focus and a drag in progress are kept. */
export class EventDiff {
  private readonly drawn = new Map<string, string>();

  constructor(
    private readonly calendar: Calendar,
    private readonly host: HTMLElement,
  ) {}

  apply(wanted: readonly EventInput[]): void {
    const focused = this.focusedEntry();
    const next = new Map(wanted.map((input) => [String(input.id), input]));
    this.calendar.batchRendering(() => {
      for (const id of [...this.drawn.keys()]) {
        if (next.has(id) && this.drawn.get(id) === JSON.stringify(next.get(id))) continue;
        this.calendar.getEventById(id)?.remove();
        this.drawn.delete(id);
      }
      for (const [id, input] of next) {
        if (this.drawn.has(id)) continue;
        this.calendar.addEvent(input);
        this.drawn.set(id, JSON.stringify(input));
      }
    });
    if (focused && this.focusedEntry() !== focused) {
      this.host.querySelector<HTMLElement>(`[data-entry="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  private focusedEntry(): string | null {
    const element = document.activeElement;
    return element instanceof HTMLElement && this.host.contains(element)
      ? (element.dataset['entry'] ?? null)
      : null;
  }
}
