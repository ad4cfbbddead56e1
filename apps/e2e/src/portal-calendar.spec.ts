import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Block, CalendarView } from '@expertbook/contracts';
import { book, dayAhead } from './book';
import { openedDialog } from './dialogs';
import { test } from './expert';
import { signIn } from './sign-in';

/** From the API's response to the change in the open calendar. */
const LIVE_MS = 1000;

test('a booking appears in the open calendar without a reload', async ({ page, expert }) => {
  const day = dayAhead(2);
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  await expect(page.locator('.fc-timegrid-col').first()).toBeVisible();
  await expect(page.locator('[data-entry^="booking"]')).toHaveCount(0);
  await book(expert, 'Grace Hopper', day, '10:00');
  await expect(page.getByRole('button', { name: /^Grace Hopper, Intro call, Confirmed/ })).toBeVisible({
    timeout: LIVE_MS,
  });
});

test('in the week on a phone a half-hour entry shows the client', async ({ page, expert }) => {
  const day = dayAhead(2);
  await book(expert, 'Grace Hopper', day, '10:00');
  await signIn(page, expert);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/portal/calendar?view=week&date=${day}`);
  const entry = page.getByRole('button', { name: /^Grace Hopper, Intro call/ });
  await entry.scrollIntoViewIfNeeded();
  const room = await entry.locator('.eb-cal-title').boundingBox();
  const box = await entry.boundingBox();
  expect(room?.width).toBeGreaterThan(25);
  expect((room?.x ?? 0) + (room?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 1);
});

/** Drags an entry of the day downwards by this many rows of half an hour. */
async function dragDown(page: Page, entry: Locator, rows: number): Promise<void> {
  await entry.scrollIntoViewIfNeeded();
  const box = await entry.boundingBox();
  const row = await page.locator('.fc-timegrid-slot-lane').first().boundingBox();
  if (!box || !row) throw new Error('the booking is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 20, { steps: 4 });
  await page.mouse.move(x, y + rows * row.height, { steps: 10 });
  await page.mouse.up();
}

test('dragging a booking asks for confirmation, reschedules it, and notifies the client', async ({
  page,
  expert,
}) => {
  const day = dayAhead(3);
  await book(expert, 'Grace Hopper', day, '10:00');
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  const entry = page.getByRole('button', { name: /^Grace Hopper, Intro call/ });
  await expect(entry).toHaveAccessibleName(/10:00/);
  await dragDown(page, entry, 4);
  const dialog = await openedDialog(page);
  await expect(dialog).toContainText('We’ll email Grace Hopper the new time');
  await dialog.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(entry).toHaveAccessibleName(/12:00/);
  await expect(page.getByText('Rescheduled. Grace Hopper has been notified.')).toBeVisible();
  const { bookings } = await expert.call<CalendarView>(
    'GET',
    `/calendar?from=${day}T00:00:00Z&to=${dayAhead(4)}T00:00:00Z`,
  );
  expect(bookings.map(({ start }) => start.slice(11, 16))).toEqual(['12:00']);
});

test('a booking dragged onto another one of the expert shows which one blocks it', async ({
  page,
  expert,
}) => {
  const day = dayAhead(3);
  await book(expert, 'Grace Hopper', day, '10:00');
  await book(expert, 'Mary Jackson', day, '12:00');
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  await dragDown(page, page.getByRole('button', { name: /^Grace Hopper, Intro call/ }), 4);
  await (await openedDialog(page)).getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(
    page.getByText(/wasn’t rescheduled\. Mary Jackson \(12:00.{1,5}12:30\) is in the way\./),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Grace Hopper.*10:00/ })).toBeVisible();
});

test('while a booking is dragged, its new time and its conflicts are announced', async ({ page, expert }) => {
  const day = dayAhead(3);
  await book(expert, 'Grace Hopper', day, '10:00');
  await book(expert, 'Mary Jackson', day, '12:00');
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  const grace = page.getByRole('button', { name: /^Grace Hopper, Intro call/ }).first();
  const from = await grace.boundingBox();
  const slot = await page.locator('.fc-timegrid-slot-lane').first().boundingBox();
  if (!from || !slot) throw new Error('the booking is not drawn');
  const [x, y, half] = [from.x + 40, from.y + 8, slot.height];
  const readout = page.locator('eb-calendar-grid [role=status]');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 2 * half, { steps: 6 });
  await expect(readout).toContainText(/11:00.{1,5}11:30/);
  await expect(readout).not.toContainText('in the way');
  await expect(page.locator('.fc-event-mirror')).toContainText('11:00');
  await page.mouse.move(x, y + 4 * half, { steps: 6 });
  await expect(readout).toContainText(/12:00.{1,5}12:30.*Mary Jackson.*is in the way/);
  await expect(page.locator('.eb-cal-conflict')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(readout).toBeEmpty();
});

test('closed hours are shaded in every view, also on a day off, and the legend is one readable row', async ({
  page,
  expert,
}) => {
  const [schedule] = await expert.call<{ id: string }[]>('GET', '/schedules');
  const day = dayAhead(3);
  const weekly = Array.from({ length: 7 }, () => [{ start: '09:00', end: '17:00' }]);
  await expert.call('PATCH', `/schedules/${schedule?.id ?? ''}`, {
    weekly,
    overrides: [{ date: day, ranges: [] }],
  });
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  await expect(page.locator('.eb-cal-closed')).toHaveCount(1);
  await page.goto(`/portal/calendar?view=day&date=${dayAhead(4)}`);
  await expect(page.locator('.eb-cal-closed')).toHaveCount(2);
  const items = page.getByRole('list', { name: 'What the colours mean' }).getByRole('listitem');
  const boxes = await items.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
  );
  expect(boxes).toHaveLength(4);
  for (const [index, box] of boxes.entries()) {
    const next = boxes[index + 1];
    expect(box.width).toBeGreaterThan(60);
    if (next) expect(next.left).toBeGreaterThanOrEqual(box.right);
  }
});

test('a session a quarter of an hour after another is shown below it, as wide, with a readable name', async ({
  page,
  expert,
}) => {
  const day = dayAhead(3);
  await expert.call('PATCH', `/event-types/${expert.eventType.id}`, { durations: [15], slotInterval: 15 });
  for (const [time, name] of [
    ['10:00', 'Grace Hopper'],
    ['10:15', 'Mary Jackson'],
    ['10:30', 'Dorothy Vaughan'],
  ] as const) {
    await book(expert, name, day, time);
  }
  await signIn(page, expert);
  for (const [view, width] of [
    ['day', 390],
    ['day', 1280],
    ['week', 1280],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/portal/calendar?view=${view}&date=${day}`);
    const entries = page.locator('.eb-calendar [data-entry^="booking"]');
    await expect(entries).toHaveCount(3);
    const boxes = await entries.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
    );
    boxes.sort((a, b) => a.y - b.y);
    boxes.forEach((box, i) => {
      expect(box.height).toBeGreaterThan(16);
      const above = boxes[i - 1];
      if (!above) return;
      expect(box.x).toBeCloseTo(above.x, 0);
      expect(box.width).toBeCloseTo(above.width, 0);
      expect(box.y).toBeGreaterThanOrEqual(above.y + above.height - 0.5);
    });
    // The line is not cut off at the top or bottom.
    const cut = await entries.locator('.eb-cal-title').evaluateAll((all) =>
      all.map((one) => {
        const [line, frame] = [one.getBoundingClientRect(), one.closest('.eb-cal')?.getBoundingClientRect()];
        return Math.max(line.bottom - (frame?.bottom ?? 0), (frame?.top ?? 0) - line.top);
      }),
    );
    expect(Math.max(...cut)).toBeLessThanOrEqual(0);
  }
});

test('a reschedule that the API rejects changes nothing, and shows the reason', async ({ page, expert }) => {
  const day = dayAhead(3);
  await book(expert, 'Grace Hopper', day, '10:00');
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=list&date=${day}`);
  await page.getByRole('button', { name: /^Grace Hopper/ }).click();
  await page.getByRole('button', { name: 'Reschedule…' }).click();
  // Blocked through the API while the dialog is open.
  await expert.call<Block>('POST', '/blocks', { start: `${day}T14:00:00Z`, end: `${day}T15:00:00Z` });
  const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
  await page.getByLabel('Time', { exact: true }).fill(local.format(Date.parse(`${day}T14:00:00Z`)));
  // To the next field, so that the list of times does not cover the button.
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page.getByText(/The booking wasn’t rescheduled\./)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Grace Hopper.*10:00/ })).toBeVisible();
});

test('time blocked by the dialog disappears from the public page, and comes back after undo', async ({
  page,
  context,
  expert,
}) => {
  const day = dayAhead(2);
  const visitor = await context.newPage();
  await visitor.goto(`${expert.page}?date=${day}&month=${day.slice(0, 7)}`);
  const slot = visitor.getByRole('button', { name: /^15:00/ });
  await expect(slot).toBeVisible();
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  await page.getByRole('button', { name: 'Block time' }).click();
  const dialog = await openedDialog(page);
  await dialog.getByLabel('Reason').fill('Dentist');
  await dialog.getByLabel('From').fill('15:00');
  await dialog.getByLabel('To').fill('16:00');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Dentist/ })).toBeVisible();
  await expect(slot).toBeHidden({ timeout: LIVE_MS });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Dentist/ })).toBeHidden();
  await expect(slot).toBeVisible();
});

test('a dragged range is blocked, and opened from its entry', async ({ page, expert }) => {
  const day = dayAhead(2);
  await signIn(page, expert);
  await page.goto(`/portal/calendar?view=day&date=${day}`);
  const place = async (time: string) => {
    const box = await page.locator(`.fc-timegrid-slot-lane[data-time="${time}:00"]`).boundingBox();
    if (!box) throw new Error(`${time} is not drawn`);
    return [box.x + box.width / 2, box.y + 2] as const;
  };
  await page.locator('.fc-timegrid-slot-lane[data-time="13:30:00"]').scrollIntoViewIfNeeded();
  await page.mouse.move(...(await place('12:00')));
  await page.mouse.down();
  await page.mouse.move(...(await place('12:30')), { steps: 5 });
  await page.mouse.move(...(await place('13:30')), { steps: 5 });
  await page.mouse.up();
  const dialog = await openedDialog(page);
  await expect(dialog.getByLabel('From')).toHaveValue('12:00');
  await expect(dialog.getByLabel('To')).toHaveValue('13:45');
  await dialog.getByLabel('Reason').fill('Lunch');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Lunch/ }).click();
  await expect(page.getByText('Clients can’t book this time.')).toBeVisible();
  const { blocks } = await expert.call<CalendarView>(
    'GET',
    `/calendar?from=${day}T00:00:00Z&to=${dayAhead(3)}T00:00:00Z`,
  );
  expect(blocks).toMatchObject([{ title: 'Lunch' }]);
  expect(Date.parse(blocks[0]?.end ?? '') - Date.parse(blocks[0]?.start ?? '')).toBe(105 * 60_000);
});

test('the command palette reaches every page without a mouse', async ({ page, expert }) => {
  await book(expert, 'Grace Hopper', dayAhead(2), '10:00');
  await signIn(page, expert);
  await page.goto('/portal');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search and commands' });
  await expect(box).toBeFocused();
  await box.fill('grace');
  await expect(page.getByRole('option', { name: /Grace Hopper/ })).toBeVisible();
  await box.fill('avail');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/portal\/availability$/);
  await page.keyboard.press('Control+k');
  await box.fill('password');
  await expect(page.getByRole('option', { name: 'Security' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/portal\/settings\/security$/);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/portal\/calendar/);
});
