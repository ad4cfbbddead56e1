import { Controller, Delete, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert } from '../auth/current';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { PhotoQueryDto } from './photo.dto';
import { servePhoto } from './photo-response';
import { PhotosService } from './photos.service';
import { PictureRemovalRoute, PictureRoute, PictureUploadRoute } from './picture-routes';
import { UploadedPicture } from './uploaded-photo';

@ApiTags('experts')
@Controller('experts')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  /** Upload a photo: JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cropped to a square and keeps no metadata. */
  @PictureUploadRoute('photo')
  @Put('me/photo')
  put(
    @CurrentExpert() { expertId }: SignedInExpert,
    @UploadedPicture('photo') file: Buffer,
  ): Promise<ExpertProfileDto> {
    return this.photos.put(expertId, file);
  }

  /** Remove the photo. */
  @PictureRemovalRoute()
  @Delete('me/photo')
  remove(@CurrentExpert() { expertId }: SignedInExpert): Promise<ExpertProfileDto> {
    return this.photos.remove(expertId);
  }

  /** An expert's photo. */
  @PictureRoute('image/webp', 'image/jpeg')
  @Get(':handle/photo')
  async serve(
    @Param('handle') handle: string,
    @Query() { v, as = 'webp' }: PhotoQueryDto,
    @Headers('If-None-Match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    servePhoto(reply, await this.photos.of(handle, as, v), { wanted: v, as, known });
  }
}
