import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Namespace } from 'socket.io';

/** Server events by name, as contracts types them. */
type Events<Emitted> = { [Name in keyof Emitted]: (payload: never) => void };

/** Sockets served in one turn of the loop: an emit costs about 25 microseconds each (design section 5, measured). */
const SLICE = 250;
/** Packets a client may leave unread before it is dropped; it reconnects and reads again. */
const MAX_UNREAD = 200;

/**
 * Emits to rooms of any size without delaying HTTP responses, in the order of the calls for each room, and drops
 * clients that do not read.
 */
export class RoomBroadcast<Emitted extends Events<Emitted>> {
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly namespace: Namespace) {}

  emit<Name extends keyof Emitted & string>(
    room: string,
    name: Name,
    payload: Parameters<Emitted[Name]>[0],
  ): void {
    if (!this.namespace.adapter.rooms.has(room)) return;
    const before = this.tails.get(room);
    // The first slice of an idle room is sent at once: a small room is notified in the same turn.
    const sent = before ? before.then(() => this.send(room, name, payload)) : this.send(room, name, payload);
    // A failed push must not end the process. Its page reads again at the next one, because of the gap in the
    // revisions.
    const done = sent
      .catch(() => undefined)
      .finally(() => {
        if (this.tails.get(room) === done) this.tails.delete(room);
      });
    this.tails.set(room, done);
  }

  /** Emits to every socket, in a room or not, also in slices. */
  emitToAll<Name extends keyof Emitted & string>(name: Name, payload: Parameters<Emitted[Name]>[0]): void {
    void this.sendTo([...this.namespace.sockets.keys()], name, payload).catch(() => undefined);
  }

  private async send(room: string, name: string, payload: unknown): Promise<void> {
    await this.sendTo([...(this.namespace.adapter.rooms.get(room) ?? [])], name, payload);
  }

  private async sendTo(ids: readonly string[], name: string, payload: unknown): Promise<void> {
    for (let from = 0; from < ids.length; from += SLICE) {
      if (from > 0) await nextTurn();
      const slice = ids.slice(from, from + SLICE);
      this.dropSlow(slice);
      this.namespace.to(slice).emit(name, payload);
    }
  }

  private dropSlow(ids: readonly string[]): void {
    for (const id of ids) {
      const socket = this.namespace.sockets.get(id);
      const unread = (socket?.conn as { writeBuffer?: unknown[] } | undefined)?.writeBuffer?.length ?? 0;
      if (unread > MAX_UNREAD) socket?.conn.close();
    }
  }
}
