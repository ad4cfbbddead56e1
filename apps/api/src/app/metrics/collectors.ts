import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { IntervalHistogram } from 'node:perf_hooks';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage, memoryUsage, uptime } from 'node:process';
import { CalendarFeed } from '../calendars/calendar-feed';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { Drain } from '../health/drain';
import { CalendarCache } from '../availability/calendar-cache';
import { SlotsResponseCache } from '../slots/slots-response-cache';
import { PageCache } from '../public-pages/page-cache';
import { watchFeedLag } from './feed-lag';
import { Metrics } from './metrics';
import { OutboxReader } from './outbox-figures';

const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const QUANTILES = { p50: 50, p99: 99 } as const;

/** Reads the numbers of the capabilities at each scrape, without their knowledge. */
@Injectable()
export class Collectors implements OnApplicationBootstrap, OnApplicationShutdown {
  private loop: IntervalHistogram | null = null;

  constructor(
    private readonly metrics: Metrics,
    private readonly calendars: CalendarTransactions,
    private readonly feed: CalendarFeed,
    private readonly answers: SlotsResponseCache,
    private readonly calendarCache: CalendarCache,
    private readonly pages: PageCache,
    private readonly outbox: OutboxReader,
    private readonly drain: Drain,
  ) {}

  onApplicationBootstrap(): void {
    this.ofCalendars();
    this.ofOutbox();
    this.ofCaches();
    this.ofProcess();
  }

  onApplicationShutdown(): void {
    this.loop?.disable();
  }

  private ofCalendars(): void {
    const { metrics, calendars, feed } = this;
    metrics.total(
      'expertbook_transaction_retries_total',
      'Booking transactions tried again after a conflict or a lost connection.',
      () => calendars.figures.retries,
    );
    metrics.total(
      'expertbook_transactions_given_up_total',
      'Booking transactions whose deadline passed: each was a 503.',
      () => calendars.figures.givenUp,
    );
    metrics.gauge(
      'expertbook_calendar_queue_length',
      'Transactions under way or waiting for their turn, over all calendars of this process.',
      () => calendars.queued,
    );
    metrics.gauge(
      'expertbook_change_stream_flowing',
      '1 while the change stream of calendars is open.',
      () => (feed.isFlowing ? 1 : 0),
    );
    watchFeedLag(feed, calendars, (seconds) => metrics.feedLag.observe(seconds));
  }

  private ofOutbox(): void {
    const { metrics, outbox } = this;
    metrics.gauge(
      'expertbook_outbox',
      'The outbox of all processes: `waiting` rows that are due, rows that have `failed` for good, `age` of the oldest due row in seconds; -1 while the database does not answer.',
      async () => ({ ...((await outbox.read()) ?? { waiting: -1, failed: -1, age: -1 }) }),
      'figure',
    );
  }

  private ofCaches(): void {
    const { metrics, answers, calendarCache, pages } = this;
    const each = (figure: 'bytes' | 'hits' | 'misses') => ({
      slot_answers: answers.figures[figure],
      calendars: calendarCache.figures[figure],
      pages: pages.figures[figure],
    });
    metrics.gauge('expertbook_cache_bytes', 'Bytes kept in memory, by cache.', () => each('bytes'), 'cache');
    metrics.total(
      'expertbook_cache_hits_total',
      'Questions answered from memory, by cache.',
      () => each('hits'),
      'cache',
    );
    metrics.total(
      'expertbook_cache_misses_total',
      'Questions that memory could not answer, by cache.',
      () => each('misses'),
      'cache',
    );
  }

  private ofProcess(): void {
    const { metrics } = this;
    const loop = (this.loop = monitorEventLoopDelay({ resolution: 20 }));
    loop.enable();
    metrics.gauge(
      'expertbook_event_loop_delay_seconds',
      'How late timers came since the last scrape.',
      () => {
        const delay = Object.fromEntries(
          Object.entries(QUANTILES).map(([name, quantile]) => [
            name,
            loop.percentile(quantile) / NANOSECONDS,
          ]),
        );
        const figures = { ...delay, max: loop.max / NANOSECONDS };
        loop.reset();
        return figures;
      },
      'quantile',
    );
    metrics.gauge('expertbook_resident_memory_bytes', 'Memory of the process.', () => memoryUsage.rss());
    metrics.gauge(
      'expertbook_heap_used_bytes',
      "Memory of the process's objects.",
      () => memoryUsage().heapUsed,
    );
    metrics.total('expertbook_cpu_seconds_total', 'Processor time of the process.', () => {
      const { user, system } = cpuUsage();
      return (user + system) / MICROSECONDS;
    });
    metrics.gauge('expertbook_uptime_seconds', 'Time since the process started.', () => uptime());
    metrics.gauge('expertbook_draining', '1 once the process has been told to stop.', () =>
      this.drain.isDraining ? 1 : 0,
    );
  }
}
