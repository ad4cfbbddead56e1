import { audit } from '../audit/audit.mjs';
import { mongoSource } from '../audit/mongo-source.mjs';
import { zoneClock } from '../audit/zone-clock.mjs';

/** Maximum of the API's setting. */
const MAX_HOLD_MS = 7_200_000;

/**
 * The auditor's findings for a database.
 *
 * @param {import('mongodb').MongoClient} client
 */
export async function auditRestored(client) {
  const found = { faults: 0, notices: 0 };
  const session = client.startSession({ snapshot: true });
  const facts = { now: Date.now(), maxHoldMs: MAX_HOLD_MS, rulesUnchanged: false, west: zoneClock() };
  try {
    for await (const { level } of audit(mongoSource(client.db(), session), facts, {}))
      found[level === 'fault' ? 'faults' : 'notices'] += 1;
  } finally {
    await session.endSession();
  }
  return found;
}
