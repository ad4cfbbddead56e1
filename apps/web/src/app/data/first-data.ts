import { Injectable } from '@angular/core';
import type { PublicEventTypePage, PublicExpertPage, SlotsQuery, SlotsResponse } from '@expertbook/contracts';

/** Free times that came with the page, and what they are the answer to. */
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
 * What the API wrote into the HTML for the page that was asked for, so that it is drawn without another request. Each part
 * is given out once: later reads are the API's.
 */
@Injectable({ providedIn: 'root' })
export class FirstData {
  private given = read();

  /** The page of an expert or an event type at an address; null where the HTML brought another or none. */
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

/** A page that cannot be read is no loss: everything can be asked for. */
function read(): Given | null {
  try {
    const text = document.getElementById('eb-data')?.textContent;
    const given = text ? (JSON.parse(text) as Partial<Given>) : null;
    return given && typeof given.path === 'string' ? (given as Given) : null;
  } catch {
    return null;
  }
}
