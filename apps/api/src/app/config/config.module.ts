import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import type { Environment } from './environment';

/** Injection token of the validated {@link Environment}. */
export const ENVIRONMENT = Symbol('Environment');

/** Makes the validated settings injectable everywhere. */
@Module({})
export class ConfigModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: ENVIRONMENT, useValue: environment }],
      exports: [ENVIRONMENT],
    };
  }
}
