import type { mongo } from 'mongoose';
import { DecryptError, placeOf, reencrypt } from './encryption';
import type { KeySettings } from './encryption-keys';
import { encryptionKeys } from './encryption-keys';

export interface Reencrypted {
  /** Values that were changed to the current key. */
  changed: number;
  /** Values whose key is unknown; not changed. */
  unreadable: number;
}

/**
 * Re-encrypts values of older keys in one field of a collection, so that the older key can be removed from the
 * settings. It can be stopped and repeated, and can run concurrently with others and with writes: a value that changes in the
 * meantime keeps the change, which was written with the current key.
 * @param field a top-level field whose values were encrypted for {@link placeOf} this collection, `_id` and field
 */
export async function reencryptCollection(
  settings: KeySettings,
  collection: mongo.Collection,
  field: string,
): Promise<Reencrypted> {
  const result = { changed: 0, unreadable: 0 };
  const current = encryptionKeys(settings).current.prefix.replaceAll('.', '\\.');
  const old = { [field]: { $type: 'string', $not: new RegExp(`^${current}`) } };
  for await (const document of collection.find(old, { projection: { [field]: 1 } })) {
    const before = (document as Record<string, unknown>)[field] as string;
    try {
      const after = reencrypt(
        settings,
        before,
        placeOf(collection.collectionName, String(document._id), field),
      );
      const change = { $set: { [field]: after } };
      const { modifiedCount } = await collection.updateOne({ _id: document._id, [field]: before }, change);
      result.changed += modifiedCount;
    } catch (error) {
      if (!(error instanceof DecryptError)) throw error;
      result.unreadable++;
    }
  }
  return result;
}
