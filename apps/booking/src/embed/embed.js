/* global window, document, CustomEvent, addEventListener, removeEventListener, getComputedStyle, innerWidth */
// @ts-check
/*
 * ExpertBook on other people's pages. One small script without dependencies; everything is said in attributes:
 *
 *   <div data-expertbook="ada/intro"><a href="https://…/ada/intro">Book a time</a></div>      in the page
 *   <a href="https://…/ada/intro" data-expertbook-popup="ada/intro">Book a time</a>           in a popup
 *   <script src="https://…/embed.js" data-expertbook-button="ada/intro" data-text="Book"></script>   a floating button
 *
 * and more of them on the same element: data-theme="light|dark", data-name, data-email, data-zone, data-duration, data-view, data-lang,
 * data-title; for the button also data-color and data-position="bottom-left|bottom-right|top-left|top-right".
 * The element gets the events `expertbook:height`, `expertbook:booked` and `expertbook:closed`, which bubble.
 * What stands inside the elements is what visitors without scripts see, and on sites that the expert does not allow. After adding elements call `ExpertBook.scan()`.
 */
(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const origin = new URL(own.src).origin;
  const PREFIX = 'expertbook:';
  /** A page that may not be framed never says its height; one that may does so within a moment of its load. */
  const SILENCE_MS = 5000;
  /** Written in the address under these names, beside `embed`. */
  const PASSED = {
    theme: 'theme',
    name: 'name',
    email: 'email',
    zone: 'tz',
    duration: 'duration',
    view: 'view',
    lang: 'lang',
  };

  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} css @returns {HTMLElementTagNameMap[K]} */
  const make = (tag, css) => {
    const element = document.createElement(tag);
    // Property by property: a host's policy may forbid style attributes.
    element.style.cssText = css;
    return element;
  };

  /** @param {Element} element @param {string} name @param {unknown} [detail] */
  const tell = (element, name, detail) =>
    element.dispatchEvent(new CustomEvent(PREFIX + name, { detail, bubbles: true }));

  /**
   * The booking page in a frame with a spinner before it; `hear` gets what the page says.
   *
   * @param {HTMLElement} element whose attributes count
   * @param {string} path
   * @param {'inline' | 'popup'} kind
   * @param {(type: string, data: any) => void} hear
   * @param {Node[]} [instead] what visitors see where the page may not be framed
   */
  const frame = (element, path, kind, hear, instead = []) => {
    const data = element.dataset;
    const url = new URL(`${origin}/${path.replace(/^\/+/, '')}`);
    url.searchParams.set('embed', kind);
    for (const [from, to] of Object.entries(PASSED)) {
      const value = data[from];
      if (value) url.searchParams.set(to, value);
    }
    const box = make('div', 'position:relative;min-height:160px;width:100%');
    const spinner = make(
      'div',
      'position:absolute;top:64px;left:50%;width:32px;height:32px;margin-left:-16px;box-sizing:border-box;border:3px solid #8886;border-top-color:#888;border-radius:50%',
    );
    const turn = spinner.animate([{ transform: 'none' }, { transform: 'rotate(1turn)' }], {
      duration: 900,
      iterations: Infinity,
    });
    const iframe = make(
      'iframe',
      'display:block;width:100%;height:600px;border:0;opacity:0;color-scheme:normal',
    );
    iframe.title = data.title || 'Book a time';
    iframe.src = url.href;
    const shown = () => {
      turn.cancel();
      spinner.remove();
      iframe.style.opacity = '1';
    };
    let silence = 0;
    iframe.onload = () => {
      shown();
      if (!iframe.dataset.heard) silence = window.setTimeout(() => refuse(box, url, instead), SILENCE_MS);
    };
    const listen = (/** @type {MessageEvent} */ event) => {
      const said = event.data;
      if (event.origin !== origin || event.source !== iframe.contentWindow) return;
      const type = /^expertbook:(height|booked|closed)$/.exec(said && said.type)?.[1];
      if (!type) return;
      if (type === 'height') {
        shown();
        window.clearTimeout(silence);
        iframe.dataset.heard = '';
        // So the page knows the origin for messages that are not public.
        event.source.postMessage({ type: PREFIX + 'hello' }, { targetOrigin: origin });
      }
      hear(type, said);
    };
    addEventListener('message', listen);
    box.append(spinner, iframe);
    const stop = () => {
      removeEventListener('message', listen);
      window.clearTimeout(silence);
    };
    return { box, iframe, stop };
  };

  /**
   * The browser does not show the page here: shows a link to it, and a message to the site's owner.
   *
   * @param {HTMLElement} box
   * @param {URL} url
   * @param {Node[]} instead
   */
  const refuse = (box, url, instead) => {
    const link = make('a', 'font:600 16px system-ui');
    link.href = `${url.origin}${url.pathname}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = 'Book a time';
    const hint = make('p', 'margin:12px 0 0;font:14px/1.4 system-ui;opacity:.75');
    hint.textContent = `For the owner of this site: allow ${window.location.origin} in ExpertBook under Settings, Embedding.`;
    box.style.cssText = 'padding:24px;text-align:center';
    box.replaceChildren(...(instead.length ? instead : [link]), hint);
    console.warn(hint.textContent);
  };

  /** @param {HTMLElement} element */
  const inline = (element) => {
    const own = [...element.childNodes].filter(
      (node) => /** @type {Element} */ (node).tagName || node.textContent?.trim(),
    );
    const { box, iframe } = frame(
      element,
      element.dataset.expertbook || '',
      'inline',
      (type, said) => {
        if (type === 'height' && said.height > 0) iframe.style.height = `${said.height}px`;
        tell(element, type, said.detail || { height: said.height });
      },
      own,
    );
    element.replaceChildren(box);
  };

  /** @param {HTMLElement} element @param {string} path */
  const popup = (element, path) => {
    const dialog = make(
      'dialog',
      'position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;box-sizing:border-box;background:#000a;overflow:auto',
    );
    const room = innerWidth > 700 ? 40 : 0;
    const sheet = make(
      'div',
      `position:relative;width:${room ? 'min(1040px,calc(100% - 48px))' : '100%'};margin:${room}px auto;border-radius:${room && 16}px;overflow:hidden;background:Canvas;color-scheme:${element.dataset.theme || 'light dark'}`,
    );
    const close = make(
      'button',
      'position:absolute;top:8px;inset-inline-end:8px;z-index:1;width:44px;height:44px;border:0;border-radius:50%;font:24px/1 system-ui;cursor:pointer;background:#8883;color:CanvasText',
    );
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', element.dataset.close || 'Close');
    const { box, iframe, stop } = frame(element, path, 'popup', (type, said) => {
      if (type === 'height' && said.height > 0)
        iframe.style.height = `max(${said.height}px, ${room ? '320px' : '100vh'})`;
      if (type === 'closed') dialog.close();
      else tell(element, type, said.detail || { height: said.height });
    });
    dialog.setAttribute('aria-label', iframe.title);
    close.onclick = () => dialog.close();
    dialog.onclick = (event) => event.target === dialog && dialog.close();
    dialog.onclose = () => {
      stop();
      dialog.remove();
      document.documentElement.style.overflow = scroll;
      tell(element, 'closed');
    };
    const scroll = document.documentElement.style.overflow;
    document.documentElement.style.overflow = 'hidden';
    sheet.append(close, box);
    dialog.append(sheet);
    document.body.append(dialog);
    // Modal: the rest of the page is inert, Escape closes, and the focus goes back by itself.
    dialog.showModal();
    iframe.focus();
  };

  /** Black or white, whichever is read better on `color`. @param {HTMLElement} element */
  const readableOn = (element) => {
    const [red, green, blue] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) || []).map(Number);
    return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#000' : '#fff';
  };

  const button = () => {
    const { expertbookButton: path, text, color, position } = own.dataset;
    if (!path) return;
    const [row, column] = (position || 'bottom-right').split('-');
    const floating = make(
      'button',
      `position:fixed;${row === 'top' ? 'top' : 'bottom'}:20px;${column === 'left' ? 'left' : 'right'}:20px;z-index:2147483000;min-height:48px;padding:0 22px;border:0;border-radius:24px;font:600 16px system-ui;cursor:pointer;box-shadow:0 4px 16px #0004;background-color:#0b5f52`,
    );
    if (color) floating.style.backgroundColor = color;
    floating.type = 'button';
    floating.textContent = text || 'Book a time';
    floating.setAttribute('aria-haspopup', 'dialog');
    for (const name of Object.keys(own.dataset)) floating.dataset[name] = own.dataset[name];
    delete floating.dataset.expertbookButton;
    floating.dataset.expertbookPopup = path;
    document.body.append(floating);
    floating.style.color = readableOn(floating);
  };

  const scan = () => {
    for (const element of document.querySelectorAll('[data-expertbook]:not([data-expertbook-on])')) {
      element.setAttribute('data-expertbook-on', '');
      inline(/** @type {HTMLElement} */ (element));
    }
  };
  const start = () => {
    button();
    scan();
  };

  // A page may have the script several times, once for each thing it shows.
  if (!window['ExpertBook']) {
    window['ExpertBook'] = { scan };
    document.addEventListener('click', (event) => {
      const asked = event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented;
      const target = /** @type {Element} */ (event.target).closest('[data-expertbook-popup]');
      if (asked || !target) return;
      event.preventDefault();
      popup(/** @type {HTMLElement} */ (target), target.getAttribute('data-expertbook-popup') || '');
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
