/* Written for very old Node versions, because it reports them. */
'use strict';

/**
 * Understands the `||` of `^1.2` and `>=1` that our `engines` field uses; no more of semver than that.
 *
 * @param {string} version `20.19.1`, with or without a leading v
 * @param {string} range as in `^20.19 || ^22.12 || >=24`
 * @returns {boolean}
 */
function satisfies(version, range) {
  const is = numbers(version);
  return range.split('||').some((part) => {
    const wants = numbers(part);
    const enough = is.major > wants.major || (is.major === wants.major && is.minor >= wants.minor);
    return part.trim().charAt(0) === '^' ? is.major === wants.major && enough : enough;
  });
}

/**
 * @param {string} version of the Node that runs
 * @param {string} range of package.json's `engines.node`
 * @returns {string | null} one sentence with what to do, when this Node is too old (or an odd one in between)
 */
function faultOfNode(version, range) {
  if (satisfies(version, range)) return null;
  const wanted = range.split('||').join('or').split('^').join('');
  return (
    'This is Node.js ' +
    version.replace(/^v/, '') +
    ', but ExpertBook needs ' +
    wanted +
    '. ' +
    'Install Node.js 24 (for instance with "nvm install 24") and start again.'
  );
}

/** @param {string} text */
function numbers(text) {
  const parts = text.replace(/[^\d.]/g, '').split('.');
  return { major: Number(parts[0] || 0), minor: Number(parts[1] || 0) };
}

module.exports = { faultOfNode: faultOfNode, satisfies: satisfies };
