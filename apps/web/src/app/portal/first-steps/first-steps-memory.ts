import { DestroyRef, Injectable, computed, inject, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SessionStore } from '../../account/session';
import { CopiedTexts } from '../../ui/copied-texts';

/** What cannot be read from the account. */
export interface Remembered {
  /** The expert opened the own page. */
  seen: boolean;
  /** The expert copied the own link. */
  shared: boolean;
  /** The list has been on the page with something to do. */
  begun: boolean;
  /** The list is put away: by hand, or because all of it was done. */
  hidden: boolean;
}

const NOTHING: Remembered = { seen: false, shared: false, begun: false, hidden: false };
const keyOf = (userId: string) => `eb.first-steps.${userId}`;

/**
 * What this browser remembers of an account's first steps; all tabs of it know the same. It hears of every link to the own
 * page that is copied anywhere in the portal.
 */
@Injectable({ providedIn: 'root' })
export class FirstStepsMemory {
  private readonly session = inject(SessionStore);
  private readonly userId = computed(() => this.session.user()?.id ?? null);
  private readonly held = linkedSignal(() => {
    const id = this.userId();
    return id ? stored(keyOf(id)) : NOTHING;
  });
  readonly remembered = this.held.asReadonly();

  constructor() {
    const listen = ({ key }: StorageEvent) => {
      const id = this.userId();
      if (id && key === keyOf(id)) this.held.set(stored(key));
    };
    addEventListener('storage', listen);
    inject(DestroyRef).onDestroy(() => removeEventListener('storage', listen));
    inject(CopiedTexts)
      .all.pipe(takeUntilDestroyed())
      .subscribe((text) => {
        const handle = this.session.expert()?.handle;
        if (handle && leadsTo(text, handle)) this.note({ shared: true });
      });
  }

  note(change: Partial<Remembered>): void {
    const id = this.userId();
    if (!id) return;
    const next = { ...this.held(), ...change };
    this.held.set(next);
    try {
      localStorage.setItem(keyOf(id), JSON.stringify(next));
    } catch {
      // Storage may be refused; it then lasts for this page only.
    }
  }
}

/** Also as a part of a longer text, as in the code for a website; not another handle that begins alike. */
function leadsTo(text: string, handle: string): boolean {
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
