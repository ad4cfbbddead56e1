import { Injectable, inject, signal } from '@angular/core';
import type { BookingLink, CreateBookingLinkRequest, CreatedBookingLink } from '@expertbook/contracts';
import { LinksApi } from '../../data/links-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Toasts } from '../../ui/toasts';

/** The secret links of one event type. Provided by the panel that shows them. */
@Injectable()
export class SecretLinksStore {
  private readonly api = inject(LinksApi);
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-sharing');

  private readonly list = new Loadable<BookingLink[]>();
  readonly status = this.list.status;
  readonly problem = this.list.problem;
  readonly items = this.list.value;
  private readonly newestSignal = signal<CreatedBookingLink | null>(null);
  /** The link just created: its address is available only now. */
  readonly newest = this.newestSignal.asReadonly();
  private readonly busySignal = signal(false);
  readonly busy = this.busySignal.asReadonly();
  private id = '';

  load(eventTypeId: string): Promise<void> {
    this.id = eventTypeId;
    return this.list.load(() => this.api.list(eventTypeId));
  }

  /** Whether it was created; ignored while another one is being created. */
  async create(request: CreateBookingLinkRequest): Promise<boolean> {
    if (this.busySignal()) return false;
    this.busySignal.set(true);
    try {
      const { url, ...link } = await this.api.create(this.id, request);
      this.newestSignal.set({ url, ...link });
      this.list.update((links) => [link, ...links.filter(({ id }) => id !== link.id)]);
      return true;
    } catch (error) {
      this.toasts.fail(this.t('secret.notMade'), error);
      return false;
    } finally {
      this.busySignal.set(false);
    }
  }

  /** Removes it from the list at once, and restores it at its position when the API rejects that. */
  async revoke(link: BookingLink): Promise<void> {
    const before = this.list.value() ?? [];
    const at = before.findIndex(({ id }) => id === link.id);
    this.list.update((links) => links.filter(({ id }) => id !== link.id));
    try {
      await this.api.revoke(this.id, link.id);
      if (this.newestSignal()?.id === link.id) this.newestSignal.set(null);
    } catch (error) {
      this.list.update((links) =>
        links.some(({ id }) => id === link.id) ? links : [...links.slice(0, at), link, ...links.slice(at)],
      );
      this.toasts.fail(this.t('secret.notRevoked'), error);
    }
  }
}
