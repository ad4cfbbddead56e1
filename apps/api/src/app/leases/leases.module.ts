import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { LeaseRow, LeaseRowSchema } from './lease.schema';
import { Sweeper } from './sweeper';

/** {@link Sweeper} for every capability with periodic work. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: LeaseRow.name, schema: LeaseRowSchema }])],
  providers: [Sweeper],
  exports: [Sweeper],
})
export class LeasesModule {}
