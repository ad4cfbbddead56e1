import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { decrypt, encrypt, placeOf } from '../secrets/encryption';

const PLACES = {
  access: ['connections', 'access'],
  location: ['connected_calendars', 'location'],
  cursor: ['connected_calendars', 'cursor'],
} as const;
type Field = keyof typeof PLACES;

/** Encrypts what lets somebody into an account, or tells about it: each field is readable in its own document only. */
@Injectable()
export class ConnectionSecrets {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @param id of the document that the field lies in */
  encrypt(field: Field, id: Types.ObjectId, text: string): string {
    return encrypt(this.environment, text, this.place(field, id));
  }

  /** @throws DecryptError */
  decrypt(field: Field, id: Types.ObjectId, text: string): string {
    return decrypt(this.environment, text, this.place(field, id));
  }

  private place(field: Field, id: Types.ObjectId): string {
    const [collection, name] = PLACES[field];
    return placeOf(collection, id.toHexString(), name);
  }
}
