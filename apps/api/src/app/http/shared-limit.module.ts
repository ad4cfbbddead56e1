import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RateWindow, RateWindowSchema } from './rate-window.schema';
import { SharedLimit } from './shared-limit';

/** {@link SharedLimit} for every capability that limits what anonymous people can cause. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: RateWindow.name, schema: RateWindowSchema }])],
  providers: [SharedLimit],
  exports: [SharedLimit],
})
export class SharedLimitModule {}
