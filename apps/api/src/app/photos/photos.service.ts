import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { DomainError } from '../http/domain-error';
import { randomUid } from '../tokens/random-token';
import type { PhotoFormat } from './photo.schema';
import { bytesOf, PhotoRecord } from './photo.schema';
import type { ServedPhoto } from './expert-pictures';
import { ExpertPictures } from './expert-pictures';
import { PHOTO, encodePicture } from './photo-encoder';
import { PictureQueue } from './picture-queue';

/** Experts' photos. They are small and few, so they are stored in the database, and every process can serve them. */
@Injectable()
export class PhotosService {
  constructor(
    @InjectModel(PhotoRecord.name) private readonly photos: Model<PhotoRecord>,
    private readonly pictures: ExpertPictures,
    private readonly queue: PictureQueue,
  ) {}

  /** Replaces the picture. @throws DomainError as {@link encodePicture} and {@link PictureQueue.run} */
  async put(expertId: Types.ObjectId, file: Buffer): Promise<ExpertProfileDto> {
    const encoded = await this.queue.run(String(expertId), () => encodePicture(file, PHOTO));
    const photo: Omit<PhotoRecord, '_id'> = { version: randomUid(), ...encoded, createdAt: new Date() };
    return this.pictures.change(expertId, 'photoVersion', photo.version, (session) =>
      this.photos.updateOne({ _id: expertId }, { $set: photo }, { upsert: true, session }),
    );
  }

  /** Removes the photo; does nothing without one. */
  remove(expertId: Types.ObjectId): Promise<ExpertProfileDto> {
    return this.pictures.change(expertId, 'photoVersion', null, (session) =>
      this.photos.deleteOne({ _id: expertId }, { session }),
    );
  }

  /**
   * The photo of the expert who has the handle or had it before.
   * @param known requested version: before the page is public only its expert knows it
   * @throws DomainError `not_found`
   */
  async of(handle: string, format: PhotoFormat, known?: string): Promise<ServedPhoto> {
    const expert = await this.pictures.ownerOf(handle, 'photoVersion', known);
    const photo = expert && (await this.photos.findById(expert._id, { version: 1, [format]: 1 }).lean());
    if (!photo) throw new DomainError('not_found');
    return { version: photo.version, bytes: bytesOf(photo[format]) };
  }
}
