import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Schedule } from '@expertbook/contracts';
import type { Expert } from './expert';

/** The expert's one schedule, Monday to Friday from 9 to 17 in Berlin. */
export async function usualWeek(expert: Expert): Promise<Schedule> {
  const [schedule] = await expert.call<Schedule[]>('GET', '/schedules');
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => (day % 6 ? [{ start: '09:00', end: '17:00' }] : []));
  return expert.call<Schedule>('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly });
}

/** Saves the open schedule. */
export async function saveHours(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved. Open booking pages show the new hours now.')).toBeVisible();
}
