/**
 * `node empty-nest.mjs <port>`: a Nest application that loads and registers the packages of the API (see
 * `apps/api/src/app/app.module.ts` and `app.setup.ts`), without the API's code and without a database. Loaded by
 * `require`, like the built API.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { Module } = require('@nestjs/common');
const { APP_GUARD, NestFactory } = require('@nestjs/core');
const { JwtModule } = require('@nestjs/jwt');
const { PassportModule } = require('@nestjs/passport');
const { FastifyAdapter } = require('@nestjs/platform-fastify');
const { IoAdapter } = require('@nestjs/platform-socket.io');
const { DocumentBuilder, SwaggerModule } = require('@nestjs/swagger');
const { ThrottlerGuard, ThrottlerModule } = require('@nestjs/throttler');
const { WebSocketGateway } = require('@nestjs/websockets');
const { LoggerModule } = require('nestjs-pino');
// Only loaded: there is nothing to send, hash, check or connect to.
for (const name of ['@nestjs/mongoose', 'mongoose', 'class-transformer', 'class-validator', 'passport-jwt'])
  require(name);
for (const name of ['@node-rs/argon2', 'nodemailer', 'socket.io']) require(name);

class EmptyGateway {}
WebSocketGateway({ namespace: '/availability' })(EmptyGateway);

class EmptyModule {}
Module({
  imports: [
    LoggerModule.forRoot({ pinoHttp: { level: 'silent' } }),
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 1_000_000 }]),
    PassportModule,
    JwtModule.register({ secret: 'only-for-this-run-of-the-benchmark-0123456789' }),
  ],
  providers: [EmptyGateway, { provide: APP_GUARD, useClass: ThrottlerGuard }],
})(EmptyModule);

/** @type {import('@nestjs/platform-fastify').NestFastifyApplication} */
const app = await NestFactory.create(EmptyModule, new FastifyAdapter(), { logger: false });
app.useWebSocketAdapter(new IoAdapter(app));
await app.register(require('@fastify/cookie'));
require('helmet')();
await app.register(require('@fastify/multipart'));
await app.register(require('@fastify/static'), { root: import.meta.dirname ?? process.cwd(), serve: false });
const describe = () => SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Nothing').build());
SwaggerModule.setup('docs', app, describe);
await app.listen(Number(process.argv[2]), '127.0.0.1');
process.on('disconnect', () => process.exit());
