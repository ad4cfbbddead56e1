import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { MonthCalendar } from './month-calendar';

const slot = (date: string) => [{ start: `${date}T09:00:00+01:00` }];

describe('month calendar', () => {
  let fixture: ComponentFixture<MonthCalendar>;
  let picked: string[];

  beforeEach(async () => {
    fixture = TestBed.createComponent(MonthCalendar);
    picked = [];
    fixture.componentInstance.pick.subscribe((date) => picked.push(date));
    // The owner's part: show the requested month.
    fixture.componentInstance.show.subscribe((month) => fixture.componentRef.setInput('month', month));
    fixture.componentRef.setInput('month', '2027-01');
    fixture.componentRef.setInput('today', '2027-01-05');
    fixture.componentRef.setInput('days', {
      '2027-01-06': slot('2027-01-06'),
      '2027-01-12': [...slot('2027-01-12'), ...slot('2027-01-12')],
      '2027-02-02': slot('2027-02-02'),
    });
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
  });

  afterEach(() => fixture.nativeElement.remove());

  const all = <T extends Element>(selector: string) =>
    [...fixture.nativeElement.querySelectorAll(selector)] as T[];
  const day = (date: string) => all<HTMLButtonElement>(`[data-date="${date}"]`)[0] as HTMLButtonElement;
  const focused = () => document.activeElement?.getAttribute('data-date');
  const press = async (key: string, init: KeyboardEventInit = {}) => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
    );
    await fixture.whenStable();
  };

  it('offers only the days with free times, with their number', () => {
    expect(all('[data-date]:not([aria-disabled])').map((cell) => cell.getAttribute('data-date'))).toEqual([
      '2027-01-06',
      '2027-01-12',
    ]);
    expect(day('2027-01-06').getAttribute('aria-label')).toMatch(/6.*1 time free|1 time free/);
    expect(day('2027-01-12').getAttribute('aria-label')).toMatch(/2 times free/);
    expect(day('2027-01-05').getAttribute('aria-label')).toMatch(/today, no times free/);
  });

  it('selects a free day by click and ignores the others', () => {
    day('2027-01-07').click();
    day('2027-01-12').click();
    expect(picked).toEqual(['2027-01-12']);
  });

  it('has one tab stop: the chosen day, else the first free one', async () => {
    const stops = () => all('[tabindex="0"]').map((cell) => cell.getAttribute('data-date'));
    expect(stops()).toEqual(['2027-01-06']);
    fixture.componentRef.setInput('selected', '2027-01-12');
    await fixture.whenStable();
    expect(stops()).toEqual(['2027-01-12']);
    expect(all('[aria-selected="true"]')).toHaveLength(1);
  });

  it('moves by keys over all days, also into the next month and back', async () => {
    day('2027-01-06').focus();
    await press('ArrowRight');
    expect(focused()).toBe('2027-01-07');
    await press('ArrowDown');
    expect(focused()).toBe('2027-01-14');
    await press('Home');
    expect(focused()).toBe('2027-01-11');
    await press('End');
    expect(focused()).toBe('2027-01-17');
    await press('PageDown');
    expect(focused()).toBe('2027-02-17');
    expect(all('h2')[0]?.textContent).toMatch(/February\s+2027/);
    await press('PageUp');
    expect(focused()).toBe('2027-01-17');
  });

  it('focuses the day of a key at once: an Enter right after it selects that day', () => {
    day('2027-01-06').focus();
    for (const to of ['2027-01-07', '2027-01-08']) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }),
      );
      expect(focused()).toBe(to);
    }
  });

  it('does not go before today', async () => {
    day('2027-01-06').focus();
    await press('ArrowUp');
    expect(focused()).toBe('2027-01-05');
    await press('PageUp', { shiftKey: true });
    expect(focused()).toBe('2027-01-05');
    expect(all<HTMLButtonElement>('[aria-label="Previous month"]')[0]?.disabled).toBe(true);
  });

  it('ignores other keys and shortcuts', async () => {
    day('2027-01-06').focus();
    await press('ArrowRight', { ctrlKey: true });
    await press('x');
    expect(focused()).toBe('2027-01-06');
  });

  it('keeps six rows in every month, so that the layout below does not shift', async () => {
    expect(all('tbody tr')).toHaveLength(6);
    fixture.componentRef.setInput('month', '2027-02');
    await fixture.whenStable();
    expect(all('tbody tr')).toHaveLength(6);
  });

  it('begins the week with the given day', async () => {
    const first = () => all('th')[0]?.getAttribute('abbr');
    expect(first()).toBe('Monday');
    fixture.componentRef.setInput('firstWeekday', 0);
    await fixture.whenStable();
    expect(first()).toBe('Sunday');
  });

  it('lets the visitor change the first day of the week, from the first name of the week', async () => {
    const begun: number[] = [];
    fixture.componentInstance.begin.subscribe((weekday) => {
      begun.push(weekday);
      fixture.componentRef.setInput('firstWeekday', weekday);
    });
    const box = all<HTMLSelectElement>('th select')[0] as HTMLSelectElement;
    expect(box.getAttribute('aria-label')).toBe('First day of the week');
    expect([...box.options].map(({ text }) => text.trim())).toEqual(['Monday', 'Sunday', 'Saturday']);
    expect(box.selectedOptions[0]?.text.trim()).toBe('Monday');
    box.focus();
    box.value = '6';
    box.dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(begun).toEqual([6]);
    expect(all('th').map((column) => column.getAttribute('abbr'))).toEqual([
      ...['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    ]);
    expect(box.selectedOptions[0]?.text.trim()).toBe('Saturday');
    expect(document.activeElement).toBe(box);
    // The menu handles its own keys: the days do not change.
    await press('ArrowDown');
    expect(document.activeElement).toBe(box);
    expect(all('tbody tr:nth-child(2) [data-date]')[0]?.getAttribute('data-date')).toBe('2027-01-02');
  });
});
