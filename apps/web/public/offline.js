/* global document, navigator, localStorage, location, addEventListener */
// @ts-check
/*
 * The page that sw.js shows in place of one that cannot be fetched. It stands at that page's own address, in the visitor's
 * language and colours, and gives way to it as soon as ExpertBook answers.
 */
(() => {
  const LANGUAGES = ['en', 'de', 'es', 'ar'];
  /** Milliseconds between two looks; each waits longer, so that a server that comes back is not run over. */
  const FIRST_WAIT = 2_000;
  const LONGEST_WAIT = 30_000;
  const root = document.documentElement;

  /** @param {string} key */
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const wishes = [
    stored('eb.language'),
    ...navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]),
  ];
  const language = wishes.find((wish) => wish && LANGUAGES.includes(wish)) ?? 'en';
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  const heading = document.querySelector(`section[lang="${language}"] h1`);
  document.title = `${heading?.textContent ?? ''} · ExpertBook`;
  const theme = stored('eb.theme');
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;

  let wait = FIRST_WAIT;
  let timer = 0;
  let looking = false;

  function leave() {
    // At its own address there is nothing else to come back to.
    if (location.pathname === '/offline.html') location.replace('/');
    else location.reload();
  }

  async function look() {
    if (looking) return;
    looking = true;
    root.dataset['looking'] = '';
    clearTimeout(timer);
    try {
      const answer = await fetch('/api/health/live', {
        cache: 'no-store',
        signal: AbortSignal.timeout(8_000),
      });
      if (answer.ok) return leave();
    } catch {
      // Still nobody there.
    } finally {
      looking = false;
      delete root.dataset['looking'];
    }
    timer = Number(setTimeout(look, wait));
    wait = Math.min(wait * 1.5, LONGEST_WAIT);
  }

  for (const button of document.querySelectorAll('button')) button.addEventListener('click', look);
  addEventListener('online', look);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
  timer = Number(setTimeout(look, wait));
})();
