import { endCommands } from './command.mjs';
import { explain } from './plain-error.mjs';
import { complain, dim, printLine, step } from './terminal.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Ends a tool in every case: done, failed, or stopped (Ctrl-C, SIGTERM, terminal closed). What was started last is
 * ended first.
 */
export function ending() {
  /** @type {{ name: string, stop: () => unknown }[]} */
  const open = [];
  let asked = false;
  let serving = false;
  let closed = false;
  /** @type {Promise<void>} */
  const requested = new Promise((done) => {
    for (const name of SIGNALS) {
      process.on(name, () => {
        asked = true;
        done();
      });
    }
  });

  return {
    /**
     * Registers what must be ended; the last one registered goes first.
     *
     * @param {string} name
     * @param {() => unknown} stop
     */
    also(name, stop) {
      if (closed) void stop();
      else open.push({ name, stop });
    },
    /** From now on a stop signal is the normal end, not an interruption. */
    serving() {
      serving = true;
    },
    /**
     * Runs the tool, ends what it opened, and leaves with the right exit code: 0 when it finished, or was stopped
     * while it served; 130 when it was interrupted before that; 1 when it failed.
     *
     * @param {() => Promise<void>} work
     */
    async after(work) {
      const working = work();
      // Its errors after a stop signal are ignored.
      working.catch(() => {});
      try {
        await Promise.race([working, requested]);
      } catch (error) {
        if (!asked) {
          complain(explain(error, 'Starting'));
          process.exitCode = 1;
        }
      }
      if (asked) {
        process.exitCode = serving ? 0 : 130;
        printLine(dim('\n  Stopping …'));
        endCommands();
      }
      closed = true;
      await closeAll(open);
      process.exit();
    },
  };
}

/** @param {{ name: string, stop: () => unknown }[]} open */
async function closeAll(open) {
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, stop } = next;
    try {
      await step(`Stopping the ${name}`, async () => stop());
    } catch (error) {
      complain(explain(error, `Stopping the ${name}`));
      process.exitCode = 1;
    }
  }
}
