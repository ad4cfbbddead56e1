import { keepFocus } from './keep-focus';

describe('keepFocus', () => {
  let stop: () => void;
  const one = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector) as HTMLElement;
  const gone = async (selector: string): Promise<void> => {
    one(selector).remove();
    await Promise.resolve();
  };

  beforeEach(() => {
    document.body.innerHTML = `<main tabindex="-1"><section><h2>Requests</h2><ul>
      <li id="a"><button id="a1">A</button></li><li id="b"><button id="b1">B</button><button id="b2">B2</button></li>
      <li id="c"><button id="c1">C</button></li></ul></section><button id="other">Other</button></main>`;
    stop = keepFocus(one('main'));
  });
  afterEach(() => stop());

  it('moves to the next item of the list, past what was removed with it', async () => {
    one('#b1').focus();
    await gone('#b');
    expect(document.activeElement?.id).toBe('c1');
  });

  it('moves to the previous item when the last one is removed', async () => {
    one('#c1').focus();
    await gone('#c');
    expect(document.activeElement?.id).toBe('b2');
  });

  it('moves to the heading when the whole list is removed', async () => {
    one('#a1').focus();
    await gone('ul');
    expect(document.activeElement?.textContent).toBe('Requests');
  });

  it('leaves the focus alone after a click elsewhere', async () => {
    one('#a1').focus();
    one('h2').dispatchEvent(new Event('pointerdown', { bubbles: true }));
    one('#a1').blur();
    await gone('#a');
    expect(document.activeElement).toBe(document.body);
  });

  it('returns the focus to a control that was disabled for a while', async () => {
    one('#a1').focus();
    // Browsers take the focus from a disabled control; jsdom does not.
    one('#a1').blur();
    one('#a1').setAttribute('disabled', '');
    await Promise.resolve();
    expect(document.activeElement).toBe(document.body);
    one('#a1').removeAttribute('disabled');
    await Promise.resolve();
    expect(document.activeElement?.id).toBe('a1');
  });

  it('moves on from a control that stays disabled', async () => {
    jest.useFakeTimers();
    one('#b1').focus();
    one('#b1').blur();
    one('#b1').setAttribute('disabled', '');
    await Promise.resolve();
    expect(document.activeElement).toBe(document.body);
    jest.advanceTimersByTime(500);
    expect(document.activeElement?.id).toBe('b2');
    jest.useRealTimers();
  });

  it('returns from a toast that disappears, and does not take the focus from dialogs', async () => {
    one('#a1').focus();
    document.body.insertAdjacentHTML('beforeend', '<div id="toast"><button id="undo">Undo</button></div>');
    one('#undo').focus();
    await gone('#toast');
    expect(document.activeElement?.id).toBe('a1');
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div id="dialog" aria-modal="true"><button id="yes">Yes</button></div>',
    );
    one('#yes').focus();
    one('#a').remove();
    await gone('#yes');
    expect(document.activeElement).toBe(document.body);
    await gone('#dialog');
    expect(document.activeElement?.id).toBe('b1');
  });
});
