/**
 * Schemathesis' configuration of known values of the scene, for parameters that the document describes only as a string.
 * The probability is below 1, so that other values are used too.
 *
 * @typedef {readonly [operations: string | null, parameter: string, known: string, probability: number]} Binding
 */

/** @type {readonly Binding[]} */
const EVERYWHERE = [
  [null, 'path.handle', 'handle', 0.9],
  [null, 'path.slug', 'slug', 0.9],
  [null, 'path.uid', 'uid', 0.9],
  [null, 'path.token', 'holdToken', 0.8],
  [null, 'header.X-Link-Token', 'linkToken', 0.9],
  [null, 'header.X-Manage-Token', 'manageToken', 0.7],
  [null, 'query.booking', 'uid', 0.5],
  [null, 'query.timeZone', 'zone', 0.8],
  [null, 'query.from', 'instant', 0.8],
  [null, 'query.to', 'laterInstant', 0.8],
  [null, 'query.start', 'date', 0.8],
  [null, 'query.end', 'laterDate', 0.8],
  [null, 'query.eventTypeId', 'eventType', 0.7],
  [null, 'body.eventTypeId', 'eventType', 0.9],
  [null, 'body.scheduleId', 'schedule', 0.7],
  [null, 'body.start', 'start', 0.9],
  [null, 'body.end', 'end', 0.8],
  [null, 'body.timeZone', 'zone', 0.9],
  [null, 'body.attendee.timeZone', 'zone', 0.9],
  [null, 'body.ids[*]', 'eventType', 0.8],
  [null, 'body.date', 'emptyDate', 0.8],
  [null, 'body.name', 'text', 0.3],
  [null, 'body.title', 'text', 0.3],
];

/** Later ones win. @type {readonly Binding[]} */
const HERE = [
  ['^/api/v1/bookings/statistics$', 'query.from', 'date', 0.8],
  ['^/api/v1/bookings/statistics$', 'query.to', 'laterDate', 0.8],
  ['/event-types/\\{slug\\}', 'path.slug', 'slugOrPrivate', 0.9],
  ['/(confirm|decline)$', 'path.uid', 'requestUid', 0.9],
  ['^/api/v1/bookings/\\{uid\\}/(reschedule|slots)$', 'path.uid', 'lastingUid', 0.9],
  ['/slots/explain$', 'query.start', 'start', 0.9],
  ['^/api/v1/schedules/', 'path.id', 'schedule', 0.9],
  ['^/api/v1/event-types/', 'path.id', 'eventType', 0.9],
  ['^/api/v1/event-types/', 'path.linkId', 'link', 0.9],
  ['^/api/v1/blocks/', 'path.id', 'block', 0.9],
  ['^/api/v1/invitations/', 'path.id', 'invitation', 0.9],
];

/** Operations that delete use resources of their own. @type {readonly Binding[]} */
const DELETED = [
  ['^/api/v1/schedules/', 'path.id', 'spareSchedule', 0.7],
  ['^/api/v1/event-types/[^/]+$', 'path.id', 'spareEventType', 0.7],
  ['/links/', 'path.linkId', 'spareLink', 0.7],
];

/**
 * The configuration file of one run.
 *
 * @param {import('./scene.mjs').Scene} scene
 * @param {{ as: 'anonymous' | 'expert', seed: number, guard: string }} run `guard`: the module that keeps it on this machine
 * @returns {string} TOML
 */
export function configurationOf({ account, known }, { as, seed, guard }) {
  const lines = [
    `seed = ${seed}`,
    `hooks = ${text(guard)}`,
    'warnings = false',
    '[cache]',
    'enabled = false',
    '[generation]',
    'database = "none"',
    // Signed-in users have their own token; other credentials in its place are tested anonymously.
    `with-security-parameters = ${as === 'anonymous'}`,
  ];
  for (const [name, values] of Object.entries(known))
    lines.push(`[dictionaries.${name}]`, `values = [${values.map(text).join(', ')}]`);
  lines.push('[parameters]', ...EVERYWHERE.map(bound));
  lines.push(...HERE.flatMap((binding) => operations(binding)));
  lines.push(...DELETED.flatMap((binding) => operations(binding, 'DELETE')));
  if (as === 'expert') {
    lines.push(
      '[auth.dynamic.openapi.accessToken]',
      'path = "/api/v1/auth/login"',
      `payload = { email = ${text(account.email)}, password = ${text(account.password)} }`,
      'extract_selector = "/accessToken"',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** @param {Binding} binding */
const bound = ([, parameter, known, probability]) =>
  `${text(parameter)} = { dictionary = ${text(known)}, probability = ${probability} }`;

/** @param {Binding} binding @param {string} [method] */
function operations(binding, method) {
  return [
    '[[operations]]',
    `include-path-regex = ${text(binding[0] ?? '')}`,
    ...(method ? [`include-method = ${text(method)}`] : []),
    `parameters = { ${bound(binding)} }`,
  ];
}

/** A JSON string is a basic string of TOML. @param {string} value */
const text = (value) => JSON.stringify(value);
