import { Module } from '@nestjs/common';
import { EgressClient } from './egress-client';
import { HOST_RESOLVER, resolveHost } from './host-resolver';

/** The only room that requests addresses given by users. */
@Module({
  providers: [EgressClient, { provide: HOST_RESOLVER, useValue: resolveHost }],
  exports: [EgressClient],
})
export class EgressModule {}
