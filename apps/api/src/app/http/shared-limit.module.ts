import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RateWindow, RateWindowSchema } from './rate-window.schema';
import { SharedLimit } from './shared-limit';

/** Provides {@link SharedLimit} to every capability that limits actions of anonymous users. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: RateWindow.name, schema: RateWindowSchema }])],
  providers: [SharedLimit],
  exports: [SharedLimit],
})
export class SharedLimitModule {}
