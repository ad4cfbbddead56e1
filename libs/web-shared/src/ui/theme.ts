import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'eb.theme';

/** Light or dark theme: the system's until the visitor chooses one. The browser stores the choice. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #document = inject(DOCUMENT);
  readonly #window = this.#document.defaultView;
  readonly #choice = signal<ThemeChoice>(this.#stored());
  readonly #systemDark = signal(false);

  readonly choice = this.#choice.asReadonly();
  readonly dark = computed(() =>
    this.#choice() === 'system' ? this.#systemDark() : this.#choice() === 'dark',
  );

  constructor() {
    const query = this.#window?.matchMedia?.('(prefers-color-scheme: dark)');
    if (query) {
      this.#systemDark.set(query.matches);
      query.addEventListener('change', (event) => this.#systemDark.set(event.matches));
    }
    this.#apply(this.#choice());
  }

  /** Applies and stores a choice; `system` removes it. */
  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    this.#apply(choice);
    try {
      if (choice === 'system') this.#window?.localStorage.removeItem(STORAGE_KEY);
      else this.#window?.localStorage.setItem(STORAGE_KEY, choice);
    } catch {
      // Storage may be unavailable (private windows, embedded pages); the choice then lasts for this page only.
    }
  }

  toggle(): void {
    this.choose(this.dark() ? 'light' : 'dark');
  }

  #apply(choice: ThemeChoice): void {
    const root = this.#document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
  }

  #stored(): ThemeChoice {
    try {
      const query = new URLSearchParams(this.#window?.location.search);
      // When embedded, the host page's theme applies. The same lines are in `index.html`, where they run before the
      // first paint.
      const asked = query.has('embed') ? query.get('theme') : null;
      const value = asked ?? this.#window?.localStorage.getItem(STORAGE_KEY);
      return value === 'light' || value === 'dark' ? value : 'system';
    } catch {
      return 'system';
    }
  }
}
