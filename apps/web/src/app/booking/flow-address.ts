import { Injectable, inject } from '@angular/core';
import { PageAddress } from './page-address';

/** What the address says; anything may be missing or nonsense. */
export interface FlowParams {
  tz?: string | undefined;
  month?: string | undefined;
  date?: string | undefined;
  slot?: string | undefined;
  duration?: string | undefined;
  view?: string | undefined;
}

/** Null takes a part out of the address. */
export type FlowChanges = Partial<Record<keyof FlowParams, string | null>>;

/** Writes a booking page's choices into the address without scrolling it. One a page. */
@Injectable()
export class FlowAddress {
  private readonly address = inject(PageAddress);
  private pushed = false;

  /** Changes the present entry of the history. */
  change(queryParams: FlowChanges): void {
    this.go(queryParams, true);
  }

  /** Adds an entry, so that the browser's Back undoes the change. */
  advance(queryParams: FlowChanges): void {
    this.pushed = true;
    this.go(queryParams, false);
  }

  /** Undoes `advance` as Back does; where the page was entered later than that, `otherwise` is written instead. */
  retreat(otherwise: FlowChanges): void {
    if (this.pushed) history.back();
    else this.go(otherwise, true);
    this.pushed = false;
  }

  private go(query: FlowChanges, replace: boolean): void {
    this.address.go({ query }, { replace });
  }
}
