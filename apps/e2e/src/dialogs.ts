import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * The dialog that has just been opened, once it has the focus. Material moves the focus to the first field when the
 * opening animation ends; text that is typed before may land in another field.
 */
export async function openedDialog(page: Page, role: 'dialog' | 'alertdialog' = 'dialog'): Promise<Locator> {
  const dialog = page.getByRole(role);
  await expect(dialog.and(page.locator(':focus-within'))).toBeVisible();
  return dialog;
}
