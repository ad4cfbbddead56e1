import type { OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { logEvent } from '../observability/log-event';

/**
 * The first step of a shutdown, before anything stops. For `DRAIN_MS` it serves requests as usual, but reports that
 * it is not ready and asks every client to close its connection after the response. So a proxy sends new requests to
 * another process and keeps no connection that is about to close. Closing connections at once would lose requests
 * that the proxy sends at that moment: a POST is not retried.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  private begun = false;
  private readonly listeners: (() => void)[] = [];

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Whether the process has received a stop signal. */
  get isDraining(): boolean {
    return this.begun;
  }

  /** Called once at the end of the time, before the listener closes. Listeners must not throw. */
  onDrained(listener: () => void): void {
    this.listeners.push(listener);
  }

  async onModuleDestroy(): Promise<void> {
    this.begun = true;
    logEvent('api.draining', { milliseconds: this.environment.drainMs });
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    server?.prependListener('request', closeAfterAnswer);
    await sleep(this.environment.drainMs);
    for (const listener of this.listeners) listener();
  }
}

/** Node then adds `Connection: close` to every response, also to those without the framework. */
function closeAfterAnswer(_request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
}
