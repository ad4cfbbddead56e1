import { bold, dim, green, printLine, yellow } from './terminal.mjs';

/**
 * The final output of `npm start`: all addresses.
 *
 * @param {object} at
 * @param {string} at.publicUrl
 * @param {import('../seed.mjs').Demo} [at.demo] only when it was just created
 * @param {string} [at.inboxKey] opens the inbox; left out where mail is sent instead of kept
 * @param {string} at.logFile
 * @param {string} at.dataDir
 */
export function showLinks({ publicUrl, demo, inboxKey, logFile, dataDir }) {
  const line = (/** @type {string} */ name, /** @type {string} */ value) =>
    printLine(`    ${name.padEnd(14)}${bold(value)}`);
  printLine(`\n  ${green('ExpertBook is ready.')}\n`);
  if (demo) line('Booking page', `${publicUrl}/${demo.handle}`);
  else line('Start page', publicUrl);
  line('Expert portal', `${publicUrl}/portal`);
  line('API docs', `${publicUrl}/api/docs`);
  if (inboxKey) line('Mail inbox', `${publicUrl}/api/inbox?key=${inboxKey}`);
  if (demo) {
    printLine(`\n  ${yellow('Sign in as the demo expert (shown only this once):')}`);
    line('Email', demo.email);
    line('Password', demo.password);
  }
  if (demo?.problem) printLine(`\n  ${yellow('The demo is not complete:')} ${demo.problem}`);
  printLine(`\n  ${dim(`Data: ${dataDir}   Log: ${logFile}`)}`);
  printLine(`  ${dim('Ctrl-C stops everything.')}\n`);
}
