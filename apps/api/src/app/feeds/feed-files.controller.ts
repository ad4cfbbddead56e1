import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { entityTag, matchesTag } from '../http/etag';
import { FeedFilesService } from './feed-files.service';

const SUFFIX = '.ics';

@ApiTags('feeds')
@Public()
@Controller('calendar-feeds')
export class FeedFilesController {
  constructor(private readonly files: FeedFilesService) {}

  /** The bookings of a feed as an iCalendar file (RFC 5545), for calendar programs. An unchanged one is a 304. */
  @Get(':file')
  @ApiParam({
    name: 'file',
    example: 'q9Zk1mX0TnB3rVw5yHs8.ics',
    description: 'The token of the address, and `.ics`',
  })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems('not_found')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Content-Disposition', 'inline; filename="bookings.ics"')
  @Header('Cache-Control', 'private, no-cache')
  @Header('X-Robots-Tag', 'noindex')
  async read(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const token = file.endsWith(SUFFIX) ? file.slice(0, -SUFFIX.length) : file;
    const text = await this.files.read(token);
    const tag = entityTag(text);
    void reply.header('ETag', tag);
    if (!matchesTag(request.headers['if-none-match'], tag)) return text;
    void reply.code(304);
    return undefined;
  }
}
