import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { CONNECTION_OPTIONS } from './connection-options';

mongoose.set('strictQuery', 'throw');

/** The database connection. */
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => ({
        uri: environment.mongoUri,
        ...CONNECTION_OPTIONS,
        retryAttempts: 0,
        // The guard waits for it, and explains a failure in a sentence.
        lazyConnection: true,
      }),
    }),
  ],
})
export class DatabaseModule {}
