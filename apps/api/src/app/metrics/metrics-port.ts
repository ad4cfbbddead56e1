import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Metrics } from './metrics';

/**
 * `/metrics` on a separate port (`METRICS_PORT`), on loopback and without a token: for a Prometheus on the same
 * machine.
 */
@Injectable()
export class MetricsPort implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort } = this.environment;
    if (metricsPort === 0) return;
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
      this.metrics.text().then(
        (text) => response.writeHead(200, { 'Content-Type': this.metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    server.listen(metricsPort, '127.0.0.1');
    await once(server, 'listening');
    this.server = server;
  }

  beforeApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
