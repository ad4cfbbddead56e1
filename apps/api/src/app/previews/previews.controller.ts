import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { servePhoto } from '../photos/photo-response';
import { PreviewQueryDto } from './preview.dto';
import { PreviewsService } from './previews.service';

@ApiTags('public pages')
@Public()
@Controller('experts/:handle')
export class PreviewsController {
  constructor(private readonly previews: PreviewsService) {}

  /** The picture for link previews of a profile: 1200 x 630, JPEG. */
  @ApiProduces('image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found', 'busy_try_again', 'validation_failed')
  @Get('preview')
  async profile(
    @Param('handle') handle: string,
    @Query() { v }: PreviewQueryDto,
    @Headers('If-None-Match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    servePhoto(reply, await this.previews.ofProfile(handle), { wanted: v, as: 'jpeg', known });
  }

  /** The picture for link previews of an event type: 1200 x 630, JPEG. */
  @ApiProduces('image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found', 'event_type_inactive', 'busy_try_again', 'validation_failed')
  @Get('event-types/:slug/preview')
  async eventType(
    @Param('handle') handle: string,
    @Param('slug') slug: string,
    @Query() { v }: PreviewQueryDto,
    @Headers('If-None-Match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    servePhoto(reply, await this.previews.ofEventType(handle, slug), { wanted: v, as: 'jpeg', known });
  }
}
