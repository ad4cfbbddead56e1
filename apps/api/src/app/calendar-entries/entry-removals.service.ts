import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { CalendarAdapters } from '../connections/adapters';
import { NotAllowedError, ProviderError } from '../connections/calendar-adapter';
import type { RemovalPayload } from '../bookings/entry-rows';
import { REMOVAL_TOPIC } from '../bookings/entry-rows';
import { Refused, Unreachable } from '../outbox/delivery-errors';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { decrypt, DecryptError } from '../secrets/encryption';

const TIMEOUT_MS = 10_000;

/** Removes the entries of a calendar that was disconnected. */
@Injectable()
export class EntryRemovals implements OnModuleInit {
  private readonly logger = new Logger(EntryRemovals.name);

  constructor(
    private readonly adapters: CalendarAdapters,
    private readonly handlers: OutboxHandlers,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(REMOVAL_TOPIC, (message, signal) =>
      this.remove(message, signal).catch((error: unknown) => {
        if (error instanceof DecryptError) {
          this.logger.warn(
            'Entries stay in a disconnected calendar: the key of its password is not known any more.',
          );
          return;
        }
        if (error instanceof NotAllowedError) throw new Refused('not_allowed');
        if (!(error instanceof ProviderError)) throw error;
        const isAway = error.failure === 'not_reachable' || error.failure === 'rate_limited';
        throw isAway ? new Unreachable(error.failure, false, true) : new Refused(error.failure);
      }),
    );
  }

  /** A repetition finds the ones that are removed missing. */
  private async remove({ key, payload }: OutboxMessage, signal: AbortSignal): Promise<void> {
    const { provider, sealedAccess, sealedLocation, entries } = payload as unknown as RemovalPayload;
    const writer = this.adapters.of(provider).entries;
    if (!writer) return;
    const access = JSON.parse(decrypt(this.environment, sealedAccess, key)) as object;
    const calendar = { location: decrypt(this.environment, sealedLocation, key), timeZone: null };
    for (const { uid, version } of entries) {
      signal.throwIfAborted();
      const target = { access, calendar, uid, expertZone: 'UTC', timeoutMs: TIMEOUT_MS };
      if (version !== null && (await writer.remove(target, version)) === 'removed') continue;
      const found = await writer.find(target);
      if (found) await writer.remove(target, found.version);
    }
  }
}
