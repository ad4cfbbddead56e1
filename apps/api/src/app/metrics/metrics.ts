import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; a booking takes 5 to 20 ms, the transaction deadline is 3 s. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of one process, in a registry of their own. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  readonly requests = new Counter({
    name: 'expertbook_http_requests_total',
    help: 'Answered requests, by the pattern of their route.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  });
  readonly duration = new Histogram({
    name: 'expertbook_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['route'] as const,
    buckets: DURATION_BUCKETS,
    registers: [this.registry],
  });
  readonly problems = new Counter({
    name: 'expertbook_problems_total',
    help: 'Refused requests and failures, by the code of the problem sent.',
    labelNames: ['code', 'status'] as const,
    registers: [this.registry],
  });
  readonly bookings = new Counter({
    name: 'expertbook_bookings_total',
    help: 'Attempts to hold, book or reschedule a time: `done`, or the code of the refusal.',
    labelNames: ['kind', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly feedLag = new Histogram({
    name: 'expertbook_change_stream_lag_seconds',
    help: 'Time from the acknowledgement of a commit of this process until the change stream told of it.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  /** A number that is read at each scrape; with labels, one per label value. */
  gauge(
    name: string,
    help: string,
    read: () => number | Record<string, number> | Promise<number | Record<string, number>>,
    label?: string,
  ): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: label ? [label] : [],
      registers: [this.registry],
      collect: async () => {
        const value = await read();
        if (typeof value === 'number') return gauge.set(value);
        for (const [key, figure] of Object.entries(value)) gauge.set({ [label ?? '']: key }, figure);
      },
    });
  }

  /** A total that another component counts. */
  total(name: string, help: string, read: () => number | Record<string, number>, label?: string): void {
    const counter: Counter = new Counter({
      name,
      help,
      labelNames: label ? [label] : [],
      registers: [this.registry],
      collect: () => {
        counter.reset();
        const value = read();
        if (typeof value === 'number') return counter.inc(value);
        for (const [key, figure] of Object.entries(value)) counter.inc({ [label ?? '']: key }, figure);
      },
    });
  }

  /** The exposition format of Prometheus, version 0.0.4. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
