/** Levels of nested folders in the applications. */
const DEPTHS = [1, 2, 3];

/**
 * ESLint configurations that limit which folders of an application's `src/app` import each other. Files of a folder without
 * an entry may import no other folder.
 *
 * @param {Readonly<Record<string, string>>} rooms what each folder may import, in words; see {@link importsOf}
 * @param {string} where the file that lists them
 * @returns {import('eslint').Linter.Config[]}
 */
export function folderImportRules(rooms, where) {
  return ['*', ...Object.keys(rooms)].flatMap((room) =>
    DEPTHS.map((depth) => folderRule(room, depth, importsOf(rooms, room), where)),
  );
}

/**
 * @param {Readonly<Record<string, string>>} rooms
 * @param {string} room
 * @returns {string[]} the folders it may import
 */
export function importsOf(rooms, room) {
  return rooms[room]?.split(' ').filter(Boolean) ?? [];
}

/**
 * @param {string} room
 * @param {number} depth how many folders above a file is `src/app`
 * @param {string[]} allowed
 * @param {string} where
 * @returns {import('eslint').Linter.Config}
 */
function folderRule(room, depth, allowed, where) {
  const except = allowed.length > 0 ? `(?!(?:${allowed.join('|')})/)` : '';
  return {
    files: [`**/src/app/${[room, ...Array(depth - 1).fill('*')].join('/')}/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.\\./){${depth}}${except}`,
              message: `Imports point one way: ${where} says what each folder may import.`,
            },
          ],
        },
      ],
    },
  };
}
