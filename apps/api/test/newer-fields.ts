import type { Connection } from 'mongoose';

const FIELD = 'futureField';
const MARK = { [FIELD]: 'kept', futurePart: { [FIELD]: 'kept' } };

/** Writes unknown fields into every document, attendee, history entry, location and hold. */
export async function markAll(connection: Connection): Promise<void> {
  for (const { name } of await connection.listCollections()) {
    await connection.collection(name).updateMany({}, { $set: MARK });
  }
  const marked = (list: string) => ({
    $map: { input: `$${list}`, in: { $mergeObjects: ['$$this', MARK] } },
  });
  const bookings = connection.collection('bookings');
  await bookings.updateMany({}, [{ $set: { attendees: marked('attendees'), history: marked('history') } }]);
  // A booking made from a hold gets the event type's current location.
  await bookings.updateMany({ status: { $ne: 'held' } }, { $set: { [`location.${FIELD}`]: 'kept' } });
  await bookings.updateMany({ hold: { $ne: null } }, { $set: { [`hold.${FIELD}`]: 'kept' } });
}

/** Paths of the fields of {@link markAll}: `<collection>/<id>#<path>`, attendees by uid; and the existing documents. */
export async function futureFields(
  connection: Connection,
): Promise<{ paths: Set<string>; documents: Set<string> }> {
  const paths = new Set<string>();
  const documents = new Set<string>();
  for (const { name } of await connection.listCollections()) {
    for await (const document of connection.collection(name).find()) {
      const id = `${name}/${String(document._id)}`;
      documents.add(id);
      collect(document, `${id}#`, paths);
    }
  }
  return { paths, documents };
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach((item: unknown, i) => {
      const uid = path.endsWith('.attendees') ? (item as { uid: string }).uid : i;
      collect(item, `${path}[${uid}]`, paths);
    });
  } else if (value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, inner] of Object.entries(value as object)) {
      if (key === FIELD) paths.add(`${path}.${key}`);
      else collect(inner, `${path}.${key}`, paths);
    }
  }
}
