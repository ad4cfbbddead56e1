import type { IncomingMessage } from 'node:http';
import type { ClientAddressReader } from '../network/client-address';
import { clientNetwork, wideNetwork } from '../network/client-network';

export interface SocketLimits {
  /** Sockets of one client network; see `clientNetwork`. */
  perNetwork: number;
  /** Sockets of this process. */
  total: number;
}

/** How many client networks at their maximum fit into one wide network. */
const CLIENTS_PER_WIDE_NETWORK = 4;
/** An accepted handshake becomes a socket at once, or the peer has disconnected. */
const HANDSHAKE_MS = 5_000;

/**
 * Counts open sockets by client network, from the handshake on, whether or not they have joined a namespace. An open
 * socket costs memory and a share of every push, which limits of requests do not cover.
 */
export class SocketLimit {
  private readonly counts = new Map<string, number>();
  private readonly admitted = new WeakMap<IncomingMessage, () => void>();
  private total = 0;

  constructor(
    private readonly addressOf: ClientAddressReader,
    private readonly limits: SocketLimits,
  ) {}

  /** Sockets and handshakes in progress. */
  get open(): number {
    return this.total;
  }

  /** Counts a handshake; false, without counting, when there are too many sockets. */
  accept(request: IncomingMessage): boolean {
    const address = this.addressOf(request);
    const { perNetwork, total } = this.limits;
    const counted: [key: string, limit: number][] = [
      [`client ${clientNetwork(address)}`, perNetwork],
      [`wide ${wideNetwork(address)}`, perNetwork * CLIENTS_PER_WIDE_NETWORK],
    ];
    if (this.total >= total || counted.some(([key, limit]) => (this.counts.get(key) ?? 0) >= limit))
      return false;
    this.total++;
    for (const [key] of counted) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    const release = () => {
      this.total--;
      for (const [key] of counted) this.release(key);
    };
    this.admitted.set(request, release);
    setTimeout(() => this.opened(request)?.(), HANDSHAKE_MS).unref();
    return true;
  }

  /** Takes over the count of a handshake that became a socket. Call the result when the socket closes. */
  opened(request: IncomingMessage): (() => void) | undefined {
    const release = this.admitted.get(request);
    this.admitted.delete(request);
    return release;
  }

  private release(key: string): void {
    const left = (this.counts.get(key) ?? 0) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }
}
