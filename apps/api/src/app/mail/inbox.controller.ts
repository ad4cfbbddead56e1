import {
  Controller,
  Get,
  Header,
  Headers,
  Param,
  Query,
  Res,
  UseGuards,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/public';
import { DomainError } from '../http/domain-error';
import { InboxGuard } from './inbox.guard';
import { InboxKey } from './inbox-key';
import { inboxMailPage, inboxPage } from './inbox-page';
import type { InboxEntry } from './inbox.service';
import { Inbox } from './inbox.service';

const HTML = 'text/html; charset=utf-8';
/** Policy of the page of a mail: no scripts, no forms, no requests; links open outside the frame. */
const MAIL_POLICY =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** Development only: the mails that would have been sent. */
@ApiExcludeController()
@Public()
@UseGuards(InboxGuard)
@Controller({ path: 'inbox', version: VERSION_NEUTRAL })
export class InboxController {
  constructor(
    private readonly inbox: Inbox,
    private readonly key: InboxKey,
  ) {}

  /** An HTML page; with `Accept: application/json` the same as data, for tools and tests. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('Vary', 'Accept')
  async list(
    @Headers('accept') accept: string | undefined,
    @Query('key') key: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | { items: InboxItem[] }> {
    if (key !== undefined) {
      this.key.setCookie(reply);
      void reply.status(303).header('Location', '/api/inbox');
      return '';
    }
    const mails = await this.inbox.list();
    if (accept?.includes('application/json')) return { items: mails.map(toItem) };
    void reply.type(HTML);
    return inboxPage(mails);
  }

  @Get(':id')
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-store')
  async show(@Param('id') id: string): Promise<string> {
    return inboxMailPage(await this.inbox.get(id));
  }

  @Get(':id/mail.html')
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', MAIL_POLICY)
  @Header('Cache-Control', 'no-store')
  async mail(@Param('id') id: string): Promise<string> {
    const { html } = await this.inbox.get(id);
    // Most pages that a mail links to cannot be shown in a frame.
    return html.replace('<head>', '<head>\n<base target="_blank" />');
  }

  @Get(':id/invite.ics')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="invite.ics"')
  @Header('Cache-Control', 'no-store')
  async calendar(@Param('id') id: string): Promise<string> {
    const { calendar } = await this.inbox.get(id);
    if (calendar === null) throw new DomainError('not_found');
    return calendar;
  }
}

/** A kept mail as data. */
interface InboxItem extends Omit<InboxEntry, '_id'> {
  id: string;
}

function toItem({ _id, ...mail }: InboxEntry): InboxItem {
  return { id: String(_id), ...mail };
}
