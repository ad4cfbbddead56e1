import { Injectable } from '@angular/core';
import type { PublicEventTypePage, PublicExpertPage, SlotsQuery, SlotsResponse } from '@expertbook/contracts';

/** Free times in the initial HTML, with the query they respond to. */
export interface FirstSlots {
  query: SlotsQuery;
  response: SlotsResponse;
}

interface Given {
  path: string;
  page: unknown;
  slots?: FirstSlots | null;
}

/**
 * Data that the API wrote into the initial HTML, so that the page is drawn without another request. Each part is used
 * once: later reads go to the API.
 */
@Injectable({ providedIn: 'root' })
export class FirstData {
  private given = read();

  /** The page of an expert or an event type at an address; null where the HTML contains another one or none. */
  takePage<T extends PublicExpertPage | PublicEventTypePage>(path: string): T | null {
    if (!this.given || this.given.path !== path || !this.given.page) return null;
    const page = this.given.page as T;
    this.given = { ...this.given, page: null };
    return page;
  }

  takeSlots(path: string): FirstSlots | null {
    if (this.given?.path !== path || !this.given.slots) return null;
    const { slots } = this.given;
    this.given = { ...this.given, slots: null };
    return slots;
  }
}

/** A missing or unreadable part is no error: the page then requests it. */
function read(): Given | null {
  try {
    const text = document.getElementById('eb-data')?.textContent;
    const given = text ? (JSON.parse(text) as Partial<Given>) : null;
    return given && typeof given.path === 'string' ? (given as Given) : null;
  } catch {
    return null;
  }
}
