import { Injectable } from '@angular/core';
import { readSession, writeSession } from '../platform/session-store';

const keyOf = (path: string) => `eb.link.${path}`;

/**
 * The secret of a private or one-off link, `/ada/intro#link=…`. It is taken out of the address at once, so that it is not
 * shared with a screenshot or a copied address, and kept for this tab and this page.
 */
@Injectable({ providedIn: 'root' })
export class LinkSecret {
  private readonly known = new Map<string, string>();

  constructor() {
    this.takeFromAddress();
    // A link pasted into the address bar of the very page it is for does not load it.
    addEventListener('hashchange', () => this.takeFromAddress() && location.reload());
  }

  /** The secret the page of an event type was opened with; null without one. */
  of(handle: string, slug: string): string | null {
    const path = `/${handle}/${slug}`;
    const secret = this.known.get(path) ?? readSession(keyOf(path));
    return typeof secret === 'string' && secret ? secret : null;
  }

  /** It is used up, and would hide what is public. */
  forget(handle: string, slug: string): void {
    const path = `/${handle}/${slug}`;
    this.known.delete(path);
    writeSession(keyOf(path), null);
  }

  private takeFromAddress(): boolean {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const secret = fragment.get('link');
    if (!secret) return false;
    this.known.set(location.pathname, secret);
    writeSession(keyOf(location.pathname), secret);
    fragment.delete('link');
    const rest = fragment.toString();
    history.replaceState(history.state, '', `${location.pathname}${location.search}${rest && `#${rest}`}`);
    return true;
  }
}
