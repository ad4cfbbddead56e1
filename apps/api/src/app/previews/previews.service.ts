import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { PublicPagesService } from '../event-types/public-pages.service';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { runImageProgram } from '../photos/image-process';
import { PhotosService } from '../photos/photos.service';
import { PictureQueue } from '../photos/picture-queue';
import { PREVIEW_DONE, PREVIEW_PROGRAM } from './preview-program';
import type { PreviewCard } from './preview-card';
import { eventTypeCard, previewOrder, previewVersion, profileCard } from './preview-card';

/** A picture has about 40 KB, so this is about two hundred. */
const MAX_CACHE_BYTES = 8 * 1024 * 1024;

/** A picture as it is sent. */
export interface ServedPreview {
  version: string;
  /** JPEG. */
  bytes: Buffer;
}

/** Pictures for link previews of public pages: drawn at the first request, then cached for some time. */
@Injectable()
export class PreviewsService {
  private readonly queue = new PictureQueue();
  /** Least recently used first; promises, so that concurrent requests wait for one rendering. */
  private readonly drawn = new Map<string, Promise<Buffer>>();
  private bytes = 0;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly pages: PublicPagesService,
    private readonly photos: PhotosService,
  ) {}

  /** @throws DomainError `not_found` also for a page that is not public; `busy_try_again` */
  async ofProfile(handle: string): Promise<ServedPreview> {
    const page = await this.pages.profile(handle);
    return this.of(profileCard(page, this.environment.publicUrl), page.expert.handle);
  }

  /** @throws DomainError `not_found` also for private ones, `event_type_inactive`; `busy_try_again` */
  async ofEventType(handle: string, slug: string): Promise<ServedPreview> {
    const page = await this.pages.eventType(handle, slug);
    return this.of(eventTypeCard(page, this.environment.publicUrl), page.expert.handle);
  }

  private async of(card: PreviewCard, handle: string): Promise<ServedPreview> {
    const version = previewVersion(card);
    const known = this.drawn.get(version);
    const picture = known ?? this.queue.run(version, () => this.draw(card, handle));
    this.drawn.delete(version);
    this.drawn.set(version, picture);
    if (!known) {
      picture.then(
        ({ length }) => this.makeRoom(length),
        () => this.drawn.delete(version),
      );
    }
    return { version, bytes: await picture };
  }

  private async draw(card: PreviewCard, handle: string): Promise<Buffer> {
    const photo = card.photoUrl
      ? await this.photos.of(handle, 'webp').then(
          ({ bytes }) => bytes,
          () => null,
        )
      : null;
    const order = previewOrder(photo ? card : { ...card, photoUrl: null });
    const input = photo ?? Buffer.alloc(0);
    const { code, output } = await runImageProgram({ source: PREVIEW_PROGRAM, order, input });
    if (code === PREVIEW_DONE && output.length > 0) return output;
    logEvent('preview.failed', { reason: code === null ? 'ended' : 'not drawn' }, 'warn');
    throw new DomainError('busy_try_again', { retryAfter: 60 });
  }

  private makeRoom(more: number): void {
    this.bytes += more;
    for (const [version, picture] of this.drawn) {
      if (this.bytes <= MAX_CACHE_BYTES) return;
      this.drawn.delete(version);
      void picture.then(({ length }) => (this.bytes -= length));
    }
  }
}
