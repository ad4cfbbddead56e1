import { Module } from '@nestjs/common';
import { EventTypesModule } from '../event-types/event-types.module';
import { PhotosModule } from '../photos/photos.module';
import { PreviewsController } from './previews.controller';
import { PreviewsService } from './previews.service';

@Module({
  imports: [EventTypesModule, PhotosModule],
  controllers: [PreviewsController],
  providers: [PreviewsService],
})
export class PreviewsModule {}
