import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Expert, ExpertSchema } from '../experts/expert.schema';
import { ExpertsModule } from '../experts/experts.module';
import { PhotoRecord, PhotoRecordSchema } from './photo.schema';
import { PhotosController } from './photos.controller';
import { PhotosService } from './photos.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: PhotoRecord.name, schema: PhotoRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
    ]),
    ExpertsModule,
  ],
  controllers: [PhotosController],
  providers: [PhotosService],
})
export class PhotosModule {}
