import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { BookingRecord, BookingRecordSchema } from '../bookings/booking.schema';
import { CONNECTION_OPTIONS } from './connection-options';
import { DatabaseGuard } from './database-guard';

mongoose.set('strictQuery', 'throw');

/** The one connection, checked before anything is served. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => ({
        uri: environment.mongoUri,
        ...CONNECTION_OPTIONS,
        retryAttempts: 0,
        // The guard waits for it, and says in a sentence why it cannot be had.
        lazyConnection: true,
      }),
    }),
    MongooseModule.forFeature([{ name: BookingRecord.name, schema: BookingRecordSchema }]),
  ],
  providers: [DatabaseGuard],
  exports: [DatabaseGuard],
})
export class DatabaseModule {}
