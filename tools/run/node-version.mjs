import { PlainError } from './plain-error.mjs';

/**
 * Understands the `||` of `^1.2` and `>=1` that our `engines` field uses; no more of semver than that.
 *
 * @param {string} version `20.19.1`, with or without a leading v
 * @param {string} range as in `^20.19 || ^22.12 || >=24`
 * @returns {boolean}
 */
export function satisfies(version, range) {
  const [major, minor] = numbers(version);
  return range.split('||').some((part) => {
    const [wantMajor, wantMinor] = numbers(part);
    const enough = major > wantMajor || (major === wantMajor && minor >= wantMinor);
    return part.trim().startsWith('^') ? major === wantMajor && enough : enough;
  });
}

/**
 * @param {string} version of the Node that runs
 * @param {string} range of package.json's `engines.node`
 * @throws {PlainError} when this Node is too old (or an odd one in between)
 */
export function checkNode(version, range) {
  if (satisfies(version, range)) return;
  throw new PlainError(
    `This is Node.js ${version.replace(/^v/, '')}, but ExpertBook needs ${range.replaceAll('||', 'or').replaceAll('^', '')}.`,
    'Install Node.js 24 (for instance with "nvm install 24") and start again.',
  );
}

/** @param {string} text */
function numbers(text) {
  const [major = '0', minor = '0'] = text.replace(/[^\d.]/g, '').split('.');
  return [Number(major), Number(minor)];
}
