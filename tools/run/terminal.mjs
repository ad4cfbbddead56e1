const colour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.FORCE_COLOR !== '0';
const paint = (/** @type {string} */ code) => (/** @type {string} */ text) =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');

/**
 * @param {number} ms
 * @returns {string} `0.4 s`, `12 s`, `2 min 05 s`
 */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** @param {string} [line] */
export function printLine(line = '') {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one step of longer work and shows its progress: its name, an indicator while it runs, its duration.
 *
 * @template T
 * @param {string} title the step, as in "Building the web app and the API"
 * @param {(note: (text: string) => void) => Promise<T> | T} work `note` shows the current action
 * @returns {Promise<T>} the result of `work`; its error is passed on
 */
export async function step(title, work) {
  const began = Date.now();
  let at = '';
  let shown = '';
  const draw = () => {
    const line = `  ${dim('…')} ${title}${at ? dim(` (${at})`) : ''} ${dim(duration(Date.now() - began))}`;
    process.stdout.write(`\r\u001b[2K${line}`);
  };
  const speak = () =>
    printLine(`    ${title}: still at it, ${duration(Date.now() - began)}${at ? ` (${at})` : ''}`);
  const live = Boolean(process.stdout.isTTY);
  if (live) draw();
  else printLine(`  ${title} …`);
  const timer = setInterval(live ? draw : speak, live ? 250 : 10_000);
  timer.unref();
  const note = (/** @type {string} */ text) => {
    at = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    if (live) draw();
    else if (at && at !== shown) printLine(`    ${at}`);
    shown = at;
  };
  try {
    const result = await work(note);
    finish(green('✓'));
    return result;
  } catch (error) {
    finish(red('✗'));
    throw error;
  } finally {
    clearInterval(timer);
  }

  /** @param {string} mark */
  function finish(mark) {
    const line = `  ${mark} ${title} ${dim(duration(Date.now() - began))}`;
    process.stdout.write(live ? `\r\u001b[2K${line}\n` : `${line}\n`);
  }
}

/**
 * Prints a failure in readable form, on stderr.
 *
 * @param {import('./plain-error.mjs').PlainError} error
 */
export function complain(error) {
  const details = error.details ? `${dim(error.details)}\n\n` : '';
  process.stderr.write(`\n${details}${red('✗')} ${bold(error.problem)} ${error.wayOut}\n`);
}
