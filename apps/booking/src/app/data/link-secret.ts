import { Injectable } from '@angular/core';
import { readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

const keyOf = (path: string) => `eb.link.${path}`;

/**
 * The secret of a private or single-use link, `/ada/intro#link=…`. It is removed from the address at once, so that
 * screenshots and copied addresses do not contain it, and is kept in this tab for this page.
 */
@Injectable({ providedIn: 'root' })
export class LinkSecret {
  private readonly known = new Map<string, string>();

  constructor() {
    this.takeFromAddress();
    // Pasting a link to the open page into the address bar changes only the fragment and loads nothing.
    addEventListener('hashchange', () => this.takeFromAddress() && location.reload());
  }

  /** The secret that the page of an event type was opened with; null without one. */
  of(handle: string, slug: string): string | null {
    const path = `/${handle}/${slug}`;
    const secret = this.known.get(path) ?? readSession(keyOf(path));
    return typeof secret === 'string' && secret ? secret : null;
  }

  /** A used secret would hide a public event type. */
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
