import { Injectable } from '@angular/core';
import type { PublicEventTypePage, PublicExpertPage, SlotsQuery, SlotsResponse } from '@expertbook/contracts';

/** Free times in the initial HTML, with the query they respond to. */
export interface InitialSlots {
  query: SlotsQuery;
  response: SlotsResponse;
}

interface EmbeddedData {
  path: string;
  page: unknown;
  slots?: InitialSlots | null;
}

/**
 * Data that the API wrote into the initial HTML, so that the page is drawn without another request. Each part is used
 * once: later reads go to the API.
 */
@Injectable({ providedIn: 'root' })
export class InitialData {
  private data = read();

  /** The page of an expert or an event type at an address; null where the HTML contains another one or none. */
  takePage<T extends PublicExpertPage | PublicEventTypePage>(path: string): T | null {
    if (!this.data || this.data.path !== path || !this.data.page) return null;
    const page = this.data.page as T;
    this.data = { ...this.data, page: null };
    return page;
  }

  takeSlots(path: string): InitialSlots | null {
    if (this.data?.path !== path || !this.data.slots) return null;
    const { slots } = this.data;
    this.data = { ...this.data, slots: null };
    return slots;
  }
}

/** A missing or unreadable part is no error: the page then requests it. */
function read(): EmbeddedData | null {
  try {
    const text = document.getElementById('eb-data')?.textContent;
    const given = text ? (JSON.parse(text) as Partial<EmbeddedData>) : null;
    return given && typeof given.path === 'string' ? (given as EmbeddedData) : null;
  } catch {
    return null;
  }
}
