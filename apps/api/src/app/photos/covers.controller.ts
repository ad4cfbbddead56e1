import { Controller, Delete, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { Public } from '../auth/public';
import { ExpertProfileDto } from '../experts/expert.dto';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { CoverQueryDto } from './cover.dto';
import { CoversService } from './covers.service';
import { servePhoto } from './photo-answer';
import { UploadedPicture } from './uploaded-photo';

@ApiTags('experts')
@Controller('experts')
export class CoversController {
  constructor(private readonly covers: CoversService) {}

  /**
   * Upload a cover picture for the top of your profile: JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cut to four times its
   * height and keeps no metadata.
   */
  @ExpertRoute()
  @RateLimit('writes')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['cover'],
      properties: { cover: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOkResponse({ type: ExpertProfileDto })
  @ApiProblems('validation_failed', 'unauthenticated', 'not_expert')
  @Put('me/cover')
  put(
    @CurrentExpert() { expertId }: SignedInExpert,
    @UploadedPicture('cover') file: Buffer,
  ): Promise<ExpertProfileDto> {
    return this.covers.put(expertId, file);
  }

  /** Take the cover picture away. */
  @ExpertRoute()
  @ApiOkResponse({ type: ExpertProfileDto })
  @ApiProblems('unauthenticated', 'not_expert')
  @Delete('me/cover')
  remove(@CurrentExpert() { expertId }: SignedInExpert): Promise<ExpertProfileDto> {
    return this.covers.remove(expertId);
  }

  /** The cover picture of an expert's profile. */
  @Public()
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found', 'validation_failed')
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
