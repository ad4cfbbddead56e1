import { Module } from '@nestjs/common';
import { EgressClient } from './egress-client';
import { HOST_RESOLVER, resolveHost } from './host-resolver';

/** Fetches addresses that users give, and nothing else does. */
@Module({
  providers: [EgressClient, { provide: HOST_RESOLVER, useValue: resolveHost }],
  exports: [EgressClient],
})
export class EgressModule {}
