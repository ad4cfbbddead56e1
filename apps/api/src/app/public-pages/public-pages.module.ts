import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { SlotsModule } from '../slots/slots.module';
import { BuiltWebApp } from './built-web-app';
import { PageCacheModule } from './page-cache.module';
import { PageServer } from './page-server';
import { PublicPages } from './public-pages';
import { WebApp } from './web-app';

/** The web application and its pages, on the address of the API. */
@Module({})
export class PublicPagesModule {
  /**
   * @param webRoot folder of the built web app
   * @throws Error (at the start) when it contains no build
   */
  static of(webRoot: string): DynamicModule {
    return {
      module: PublicPagesModule,
      imports: [PageCacheModule, SlotsModule],
      providers: [
        { provide: BuiltWebApp, useFactory: () => BuiltWebApp.read(webRoot) },
        PublicPages,
        PageServer,
        WebApp,
      ],
    };
  }
}
