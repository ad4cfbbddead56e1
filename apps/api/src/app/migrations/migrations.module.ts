import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { DatabaseModule } from '../database/database.module';
import { DatabaseGuard } from './database-guard';

/** The connection, checked and migrated before any request is served. */
@Module({
  imports: [
    DatabaseModule,
    MongooseModule.forFeature([{ name: BookingRecord.name, schema: BookingRecordSchema }]),
  ],
  providers: [DatabaseGuard],
})
export class MigrationsModule {}
