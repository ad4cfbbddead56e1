import type { LocalDate, SlotView } from '@expertbook/contracts';
import { SLOT_VIEWS } from '@expertbook/contracts';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addDays, addMonths, isLastWeek, monthOf } from '@expertbook/web-shared/ui/calendar-dates';

/** Days side by side in the week view, where there is space; 640 px, as `sm:` in the templates. */
export const WEEK_DAYS = 7;
export const NARROW_WEEK_DAYS = 3;
/** Number of months ahead that can be shown. */
export const REACH_MONTHS = 24;

/** The view of that name; undefined for an unknown one. */
export function viewOf(name: string | undefined): SlotView | undefined {
  return SLOT_VIEWS.find((view) => view === name);
}

/** The visitor's last choice. A cookie, so that the API draws the same view in the initial HTML. */
export function storedView(): SlotView | undefined {
  return viewOf(/(?:^|; )view=(\w+)/.exec(document.cookie)?.[1]);
}

export function storeView(view: SlotView): void {
  document.cookie = `view=${view}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

/**
 * The months whose times a view shows.
 *
 * @param month the chosen one
 * @param from first day of the week and the list
 * @param depth minimum number of months of the list
 */
export function monthsOf(
  view: SlotView,
  { month, today, from, depth }: { month: MonthKey; today: LocalDate; from: LocalDate; depth: number },
): MonthKey[] {
  const first = view === 'month' ? month : monthOf(from);
  const next = addMonths(first, 1);
  if (view === 'list')
    return Array.from({ length: Math.max(depth, isLastWeek(first, today) ? 2 : 1) }, (_, by) =>
      addMonths(first, by),
    );
  const both =
    isLastWeek(first, today) || (view === 'week' && monthOf(addDays(from, WEEK_DAYS - 1)) === next);
  return both ? [first, next] : [first];
}
