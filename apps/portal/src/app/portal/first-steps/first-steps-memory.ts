import { DestroyRef, Injectable, computed, inject, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SessionStore } from '../../account/session';
import { CopiedTexts } from '../../ui/copied-texts';

/** Facts that the account does not contain. */
export interface Remembered {
  /** The expert has opened their own page. */
  seen: boolean;
  /** The expert has copied their own link. */
  shared: boolean;
  /** The list has been shown with an open step. */
  begun: boolean;
  /** The list is hidden: closed by the expert, or completed. */
  hidden: boolean;
}

const NOTHING: Remembered = { seen: false, shared: false, begun: false, hidden: false };
const keyOf = (userId: string) => `eb.first-steps.${userId}`;

/**
 * Local storage of an account's first steps, shared by all tabs. Notices every copied link to the expert's own page in
 * the portal.
 */
@Injectable({ providedIn: 'root' })
export class FirstStepsMemory {
  private readonly session = inject(SessionStore);
  private readonly userId = computed(() => this.session.user()?.id ?? null);
  private readonly state = linkedSignal(() => {
    const id = this.userId();
    return id ? stored(keyOf(id)) : NOTHING;
  });
  readonly remembered = this.state.asReadonly();

  constructor() {
    const listen = ({ key }: StorageEvent) => {
      const id = this.userId();
      if (id && key === keyOf(id)) this.state.set(stored(key));
    };
    addEventListener('storage', listen);
    inject(DestroyRef).onDestroy(() => removeEventListener('storage', listen));
    inject(CopiedTexts)
      .all.pipe(takeUntilDestroyed())
      .subscribe((text) => {
        const handle = this.session.expert()?.handle;
        if (handle && containsLink(text, handle)) this.update({ shared: true });
      });
  }

  update(change: Partial<Remembered>): void {
    const id = this.userId();
    if (!id) return;
    const next = { ...this.state(), ...change };
    this.state.set(next);
    try {
      localStorage.setItem(keyOf(id), JSON.stringify(next));
    } catch {
      // Storage may be unavailable; the state then lasts for this page only.
    }
  }
}

/** Also as a part of a longer text, such as an embed code, but not for another handle with the same beginning. */
function containsLink(text: string, handle: string): boolean {
  const address = `${location.origin}/${handle}`;
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    if (!/^[a-z0-9-]/.test(text.slice(at + address.length))) return true;
  }
  return false;
}

function stored(key: string): Remembered {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Remembered> | null;
    return {
      seen: value?.seen === true,
      shared: value?.shared === true,
      begun: value?.begun === true,
      hidden: value?.hidden === true,
    };
  } catch {
    return NOTHING;
  }
}
