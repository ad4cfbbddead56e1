import { Controller, Delete, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { Public } from '../auth/public';
import { ExpertProfileDto } from '../experts/expert.dto';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { PhotoQueryDto } from './photo.dto';
import { servePhoto } from './photo-answer';
import { PhotosService } from './photos.service';
import { UploadedPicture } from './uploaded-photo';

@ApiTags('experts')
@Controller('experts')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  /** Upload a photo: JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cut to a square and keeps no metadata. */
  @ExpertRoute()
  @RateLimit('writes')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['photo'],
      properties: { photo: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOkResponse({ type: ExpertProfileDto })
  @ApiProblems('validation_failed', 'unauthenticated', 'not_expert')
  @Put('me/photo')
  put(
    @CurrentExpert() { expertId }: SignedInExpert,
    @UploadedPicture('photo') file: Buffer,
  ): Promise<ExpertProfileDto> {
    return this.photos.put(expertId, file);
  }

  /** Take the photo away. */
  @ExpertRoute()
  @ApiOkResponse({ type: ExpertProfileDto })
  @ApiProblems('unauthenticated', 'not_expert')
  @Delete('me/photo')
  remove(@CurrentExpert() { expertId }: SignedInExpert): Promise<ExpertProfileDto> {
    return this.photos.remove(expertId);
  }

  /** An expert's photo. */
  @Public()
  @ApiProduces('image/webp', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found', 'validation_failed')
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
