import { Injectable, inject } from '@angular/core';
import { PageAddress } from './page-address';

/** Query parameters of a booking page; each may be missing or invalid. */
export interface FlowParams {
  tz?: string | undefined;
  month?: string | undefined;
  date?: string | undefined;
  slot?: string | undefined;
  duration?: string | undefined;
  view?: string | undefined;
}

/** Null removes a parameter. */
export type FlowChanges = Partial<Record<keyof FlowParams, string | null>>;

/** Writes a booking page's choices into the address without scrolling. One instance per page. */
@Injectable()
export class FlowAddress {
  private readonly address = inject(PageAddress);
  private pushed = false;

  /** Changes the current history entry. */
  change(queryParams: FlowChanges): void {
    this.go(queryParams, true);
  }

  /** Adds a history entry, so that the browser's Back undoes the change. */
  advance(queryParams: FlowChanges): void {
    this.pushed = true;
    this.go(queryParams, false);
  }

  /** Undoes `advance` like Back; when there is no such entry, writes `otherwise` instead. */
  retreat(otherwise: FlowChanges): void {
    if (this.pushed) history.back();
    else this.go(otherwise, true);
    this.pushed = false;
  }

  private go(query: FlowChanges, replace: boolean): void {
    this.address.go({ query }, { replace });
  }
}
