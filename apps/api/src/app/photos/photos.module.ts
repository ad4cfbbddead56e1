import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { ExpertsModule } from '../experts/experts.module';
import { CoverRecord, CoverRecordSchema } from './cover.schema';
import { CoversController } from './covers.controller';
import { CoversService } from './covers.service';
import { ExpertPictures } from './expert-pictures';
import { PictureQueue } from './picture-queue';
import { PhotoRecord, PhotoRecordSchema } from './photo.schema';
import { PhotosController } from './photos.controller';
import { PhotosService } from './photos.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: PhotoRecord.name, schema: PhotoRecordSchema },
      { name: CoverRecord.name, schema: CoverRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
    ]),
    ExpertsModule,
  ],
  controllers: [PhotosController, CoversController],
  providers: [PhotosService, CoversService, ExpertPictures, PictureQueue],
  exports: [PhotosService],
})
export class PhotosModule {}
