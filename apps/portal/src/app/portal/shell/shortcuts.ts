import type { DestroyRef } from '@angular/core';
import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { Router } from '@angular/router';

const STORAGE_KEY = 'eb.shortcuts';
/** Maximum delay between the two letters of a shortcut, ms. */
const MAX_GAP_MS = 1_200;

export const GO_TO = {
  d: '/portal',
  c: '/portal/calendar',
  b: '/portal/bookings',
  e: '/portal/event-types',
  a: '/portal/availability',
  s: '/portal/settings',
} as const;
export type GoKey = keyof typeof GO_TO;

/** What a key opens. */
export type ShortcutTarget = 'palette' | 'sheet';

/**
 * The portal's keyboard shortcuts: Ctrl/Cmd-K anywhere; `?` and `g` with a letter only outside of text inputs, and only
 * while they are enabled (WCAG 2.1.4). The browser stores that setting.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly lettersSignal = signal(stored());
  /** Whether shortcuts of single letters are enabled. */
  readonly letters = this.lettersSignal.asReadonly();
  private goPending = -Infinity;

  /** Listens until destroyed. */
  start(open: (target: ShortcutTarget) => void, until: DestroyRef): void {
    const listen = (event: KeyboardEvent) => this.onKey(event, open);
    this.document.addEventListener('keydown', listen);
    until.onDestroy(() => this.document.removeEventListener('keydown', listen));
  }

  switchLetters(on: boolean): void {
    this.lettersSignal.set(on);
    try {
      localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
    } catch {
      // Storage may be unavailable; the setting then lasts for this page only.
    }
  }

  private onKey(event: KeyboardEvent, open: (target: ShortcutTarget) => void): void {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!event.repeat) open('palette');
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (!this.lettersSignal() || isTyping(event.target) || this.document.querySelector('[role$="dialog"]')) {
      this.goPending = -Infinity;
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      open('sheet');
      return;
    }
    const key = event.key.toLowerCase();
    if (event.timeStamp - this.goPending < MAX_GAP_MS && isGoKey(key)) {
      event.preventDefault();
      void this.router.navigateByUrl(GO_TO[key]);
      this.goPending = -Infinity;
    } else {
      this.goPending = key === 'g' ? event.timeStamp : -Infinity;
    }
  }
}

function isGoKey(key: string): key is GoKey {
  return Object.hasOwn(GO_TO, key);
}

/** Menus and lists use letters too: they jump to the item that begins with one. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role="textbox"], [role="combobox"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

function stored(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}
