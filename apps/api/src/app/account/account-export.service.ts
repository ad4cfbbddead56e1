import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Connection, Model, Types } from 'mongoose';
import { InjectConnection } from '@nestjs/mongoose';
import { BookingListService } from '../bookings/booking-list.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ConnectionsService } from '../connections/connections.service';
import { FeedsService } from '../feeds/feeds.service';
import { EventTypesService } from '../event-types/event-types.service';
import type { Expert } from '../offerings/expert.schema';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { inPieces } from '../http/in-slices';
import { BookingLinksService } from '../links/booking-links.service';
import { logEvent } from '../observability/log-event';
import { CoverRecord } from '../photos/cover.schema';
import { bytesOf, PhotoRecord } from '../photos/photo.schema';
import type { StoredBytes } from '../photos/photo.schema';
import { SchedulesService } from '../schedules/schedules.service';
import { InstallationOwner } from '../registration/installation-owner';
import { toMe } from '../sign-in/auth.dto';
import { SessionsService } from '../sign-in/sessions.service';
import { Workflows } from '../workflows/workflows.service';
import { isVerified, User } from '../auth/user.schema';

/** Exports everything stored about an account. */
@Injectable()
export class AccountExport {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PhotoRecord.name) private readonly photos: Model<PhotoRecord>,
    @InjectModel(CoverRecord.name) private readonly covers: Model<CoverRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly owner: InstallationOwner,
    private readonly sessions: SessionsService,
    private readonly experts: ExpertsService,
    private readonly schedules: SchedulesService,
    private readonly connections: ConnectionsService,
    private readonly feeds: FeedsService,
    private readonly eventTypes: EventTypesService,
    private readonly bookings: BookingListService,
    private readonly links: BookingLinksService,
    private readonly workflows: Workflows,
  ) {}

  /**
   * The text of one JSON object, piece by piece: bookings are read while it is sent. In the shapes of the API, so
   * without hashes and tokens.
   * @throws DomainError `unauthenticated` when the account is gone
   */
  async of(userId: Types.ObjectId): Promise<AsyncIterable<string>> {
    const user = await this.users.findOne({ _id: userId, deletedAt: null }, { passwordHash: 0 }).lean();
    if (!user) throw new DomainError('unauthenticated');
    const expert = await this.experts.findByUserId(userId);
    const sessions = await this.sessions.list(userId, null);
    const head = {
      exportedAt: new Date().toISOString(),
      account: toMe(user, expert, this.environment, {
        emailVerified: isVerified(user, this.environment),
        isOwner: await this.owner.isOwner(userId),
      }),
      sessions: sessions.map(({ current: _here, ...session }) => session),
      ...(expert && (await this.partsOf(expert))),
    };
    const bookings = expert ? await this.bookings.all({ expertId: expert._id }, {}) : [];
    logEvent('account.exported', { accountId: userId });
    return inPieces(jsonOf(head, 'bookings', bookings));
  }

  private async partsOf(expert: Expert): Promise<Record<string, unknown>> {
    const expertId = expert._id;
    const photo = await this.photos.findById(expertId, { webp: 1, createdAt: 1 }).lean();
    const cover = await this.covers.findById(expertId, { wide: 1, createdAt: 1 }).lean();
    return {
      photo: photo && pictureOf(photo.webp, photo.createdAt),
      cover: cover && pictureOf(cover.wide, cover.createdAt),
      schedules: await this.schedules.list(expertId),
      eventTypes: await this.eventTypes.list({ expertId, handle: expert.handle }),
      connections: await this.connections.list(expertId),
      reminders: await this.workflows.exportOf(expertId),
      feeds: await this.feeds.list(expertId),
      bookingLinks: await this.links.listAll(expertId),
      blocks: await this.connection
        .collection('bookings')
        .find({ expertId, status: 'blocked' }, { projection: { _id: 0, start: 1, end: 1, title: 1 } })
        .toArray(),
    };
  }
}

function pictureOf(webp: StoredBytes, createdAt: Date) {
  return {
    contentType: 'image/webp',
    uploadedAt: createdAt.toISOString(),
    base64: bytesOf(webp).toString('base64'),
  };
}

/** `head` as JSON with one more member `name`, a list whose items are written one after the other. */
async function* jsonOf(
  head: object,
  name: string,
  items: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  ${JSON.stringify(name)}: [`;
  let separator = '\n    ';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}
