import { Controller, Delete, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert } from '../auth/current';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { CoverQueryDto } from './cover.dto';
import { CoversService } from './covers.service';
import { servePhoto } from './photo-response';
import { PictureRemovalRoute, PictureRoute, PictureUploadRoute } from './picture-routes';
import { UploadedPicture } from './uploaded-photo';

@ApiTags('experts')
@Controller('experts')
export class CoversController {
  constructor(private readonly covers: CoversService) {}

  /**
   * Upload a cover picture for the top of your profile: JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cropped to
   * four times its height and keeps no metadata.
   */
  @PictureUploadRoute('cover')
  @Put('me/cover')
  put(
    @CurrentExpert() { expertId }: SignedInExpert,
    @UploadedPicture('cover') file: Buffer,
  ): Promise<ExpertProfileDto> {
    return this.covers.put(expertId, file);
  }

  /** Remove the cover picture. */
  @PictureRemovalRoute()
  @Delete('me/cover')
  remove(@CurrentExpert() { expertId }: SignedInExpert): Promise<ExpertProfileDto> {
    return this.covers.remove(expertId);
  }

  /** The cover picture of an expert's profile. */
  @PictureRoute('image/webp')
  @Get(':handle/cover')
  async serve(
    @Param('handle') handle: string,
    @Query() { v, size = 'wide' }: CoverQueryDto,
    @Headers('If-None-Match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    servePhoto(reply, await this.covers.of(handle, size, v), { wanted: v, as: 'webp', name: size, known });
  }
}
