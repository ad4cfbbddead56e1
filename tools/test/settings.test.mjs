import assert from 'node:assert/strict';
import { test } from 'node:test';

import { documentedSettings, settingsOfApi, settingsOfTools } from './settings.mjs';

/** Variables of the system, not of this project. */
const OF_THE_SYSTEM = ['CI', 'FORCE_COLOR', 'NO_COLOR', 'PATH'];

test('.env.example explains every setting that the API or a tool reads, and no other', () => {
  const read = new Set([...settingsOfApi(), ...settingsOfTools()]);
  assert.ok(settingsOfApi().includes('RATE_LIMIT_SIGN_IN') && settingsOfTools().includes('WEB_PORT'));
  for (const name of OF_THE_SYSTEM) read.delete(name);
  assert.deepEqual(documentedSettings(), [...read].sort());
});
