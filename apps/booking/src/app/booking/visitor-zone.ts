import type { Signal } from '@angular/core';
import { Injectable, computed, effect, inject, signal } from '@angular/core';
import type { LocalDate, TimeZoneName } from '@expertbook/contracts';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { readSession, writeSession } from '@expertbook/web-shared/platform/session-store';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import type { FlowParams } from './flow-address';
import { isZone, wallTimeIn } from './wall-time';

const ZONE_KEY = 'eb.zone';

/** The zone of a booking page's times: from the address, else the last choice in this tab, else the browser's. */
@Injectable()
export class VisitorZone {
  private readonly clock = inject(Clock);
  private readonly params = signal<Signal<FlowParams>>(signal({}));
  private readonly fallback = signal<TimeZoneName | null>(null);
  /** The last choice in this tab: an earlier history entry does not have it. */
  private readonly last = signal<TimeZoneName | null>(storedZone());

  readonly zone = computed<TimeZoneName>(() => {
    const asked = this.params()().tz;
    return this.fallback() ?? (asked && isZone(asked) ? asked : (this.last() ?? browserZone()));
  });
  readonly today = computed<LocalDate>(() => wallTimeIn(this.clock.now().getTime(), this.zone()).date);

  constructor() {
    effect(() => rememberZone(this.last() ?? browserZone()));
  }

  /** Sets the signal of the address's parameters. */
  follow(params: Signal<FlowParams>): void {
    this.params.set(params);
  }

  /** Stores a choice; the caller changes the address. */
  choose(zone: TimeZoneName): void {
    this.fallback.set(null);
    this.last.set(zone);
    writeSession(ZONE_KEY, zone);
  }

  /** The server does not know the zone: `zone` replaces it until another one is chosen. */
  standIn(zone: TimeZoneName): void {
    this.fallback.set(zone);
  }
}

/**
 * The API then writes the initial times of the next visit in this zone, so that they need no regrouping and no request.
 */
function rememberZone(zone: TimeZoneName): void {
  document.cookie = `tz=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

function storedZone(): TimeZoneName | null {
  const zone = readSession(ZONE_KEY);
  return typeof zone === 'string' && isZone(zone) ? zone : null;
}
