import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { DomainError } from '../http/domain-error';
import { randomUid } from '../tokens/random-token';
import type { CoverSize } from './cover.schema';
import { CoverRecord } from './cover.schema';
import { bytesOf } from './photo.schema';
import type { ServedPhoto } from './expert-pictures';
import { ExpertPictures } from './expert-pictures';
import { COVER, encodePicture } from './photo-encoder';
import { PictureQueue } from './picture-queue';

/** Cover pictures of profiles, stored and served like photos. */
@Injectable()
export class CoversService {
  constructor(
    @InjectModel(CoverRecord.name) private readonly covers: Model<CoverRecord>,
    private readonly pictures: ExpertPictures,
    private readonly queue: PictureQueue,
  ) {}

  /** Replaces the picture. @throws DomainError as {@link encodePicture} and {@link PictureQueue.run} */
  async put(expertId: Types.ObjectId, file: Buffer): Promise<ExpertProfileDto> {
    const encoded = await this.queue.run(String(expertId), () => encodePicture(file, COVER));
    const cover: Omit<CoverRecord, '_id'> = { version: randomUid(), ...encoded, createdAt: new Date() };
    return this.pictures.change(expertId, 'coverVersion', cover.version, (session) =>
      this.covers.updateOne({ _id: expertId }, { $set: cover }, { upsert: true, session }),
    );
  }

  /** Removes the cover; does nothing without one. */
  remove(expertId: Types.ObjectId): Promise<ExpertProfileDto> {
    return this.pictures.change(expertId, 'coverVersion', null, (session) =>
      this.covers.deleteOne({ _id: expertId }, { session }),
    );
  }

  /**
   * The cover of the expert who has the handle or had it before.
   * @param known requested version: before the page is public only its expert knows it
   * @throws DomainError `not_found`
   */
  async of(handle: string, size: CoverSize, known?: string): Promise<ServedPhoto> {
    const expert = await this.pictures.ownerOf(handle, 'coverVersion', known);
    const cover = expert && (await this.covers.findById(expert._id, { version: 1, [size]: 1 }).lean());
    if (!cover) throw new DomainError('not_found');
    return { version: cover.version, bytes: bytesOf(cover[size]) };
  }
}
