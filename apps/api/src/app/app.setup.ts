import fastifyCookie from '@fastify/cookie';
import { VersioningType } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { serveOpenApi } from './api-docs/openapi';
import type { Environment } from './config/environment';
import { Drain } from './health/drain';
import { compressPublicData } from './http/compress-public-data';
import { rejectEncodedBodies } from './http/content-encoding';
import { reservePreRoutingResponses } from './http/pre-routing-responses';
import { revalidatePublicData } from './http/etag';
import { readJsonBodiesOnly } from './http/json-bodies';
import { logRequests, requestIds } from './http/logging';
import { storeNothing } from './http/no-store';
import { ProblemFilter } from './http/problem.filter';
import { respondToRouterError } from './http/router-errors';
import { sendSecurityHeaders } from './http/security-headers';
import { serveSecurityTxt } from './http/security-txt';
import { createValidationPipe } from './http/validation';
import { METRICS_PATH } from './metrics/metrics.controller';
import { countRequests } from './metrics/count-requests';
import { Metrics } from './metrics/metrics';
import { acceptPhotoUploads } from './photos/photo-upload';
import { SocketAdapter } from './realtime/socket.adapter';
import { SlotsResponseCache } from './slots/slots-response-cache';
import { acceptOneClickForms, isOneClick } from './workflows/one-click-forms';
import { WebApp } from './public-pages/web-app';

const BODY_LIMIT_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Headers that arrive slowly must not keep a connection open: a request to upgrade to a socket consists of headers
 * only.
 */
const HEADERS_TIMEOUT_MS = 10_000;
const CHECK_CONNECTIONS_EVERY_MS = 5_000;

/** The HTTP server underneath. */
export function createAdapter(environment: Environment): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // Fastify's default is to wait for ever for a body that arrives slowly.
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CHECK_CONNECTIONS_EVERY_MS },
    trustProxy: environment.trustProxy.length > 0 ? [...environment.trustProxy] : false,
    genReqId: requestIds(),
    routerOptions: { ignoreTrailingSlash: true },
    // Requests in progress are completed; see SocketAdapter.close and Drain.
    forceCloseConnections: 'idle',
    frameworkErrors: respondToRouterError,
  });
  readJsonBodiesOnly(adapter, BODY_LIMIT_BYTES);
  reservePreRoutingResponses(adapter.getInstance());
  return adapter;
}

/** Everything between creating the application and listening; used by `main.ts` and by the tests. */
export async function setUpApp(app: NestFastifyApplication, environment: Environment): Promise<void> {
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api', { exclude: [METRICS_PATH] });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const sockets = new SocketAdapter(app, environment, app.get(Drain));
  app.useWebSocketAdapter(sockets);
  app.enableShutdownHooks();

  const fastify = app.getHttpAdapter().getInstance();
  logRequests(fastify);
  const metrics = app.get(Metrics);
  countRequests(fastify, metrics);
  metrics.gauge('expertbook_sockets', 'Open sockets of pages and portals.', () => sockets.open);
  rejectEncodedBodies(fastify);
  revalidatePublicData(fastify);
  compressPublicData(fastify);
  storeNothing(fastify);
  await app.register(fastifyCookie);
  acceptOneClickForms(app);
  await acceptPhotoUploads(app, isOneClick);
  sendSecurityHeaders(fastify, environment.publicUrl);
  serveSecurityTxt(fastify, { contact: environment.securityContact, publicUrl: environment.publicUrl });
  app.get(SlotsResponseCache).serveIn(fastify, environment.rateLimit);
  serveOpenApi(app, environment.publicUrl);
  if (environment.webRoot) await app.get(WebApp).serveIn(app);
}
