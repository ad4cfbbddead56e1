import { Injectable, computed, inject, signal } from '@angular/core';
import { LanguageService } from '../../i18n/language.service';
import { ZoneIndex } from './zone-index';

/** The time zones to choose from. Their places are fetched when the list opens. */
@Injectable({ providedIn: 'root' })
export class ZoneSearch {
  private readonly language = inject(LanguageService).language;
  private readonly places = signal<readonly string[] | null>(null);
  private fetched = false;

  /** Null until the places are loaded. When they cannot be fetched, zones are found by their own names. */
  readonly index = computed(() => {
    const places = this.places();
    return places && new ZoneIndex(places, this.language(), Intl.supportedValuesOf('timeZone'), new Date());
  });

  /** Fetches the places once. Never rejects; a failed fetch is retried with the next call. */
  async load(): Promise<void> {
    if (this.fetched) return;
    this.fetched = true;
    try {
      this.places.set((await import('./zone-places.json')).default);
    } catch {
      this.fetched = false;
      this.places.set([]);
    }
  }
}
