/** Folders in folders: as deep as any application goes. */
const DEPTHS = [1, 2, 3];

/**
 * ESLint configurations that keep which folder of an application's `src/app` imports which. Files of a folder that is not named
 * may import nothing of the others.
 *
 * @param {Readonly<Record<string, string>>} rooms what each folder may import, in words; see {@link importsOf}
 * @param {string} where the file that lists them
 */
export function walls(rooms, where) {
  return ['*', ...Object.keys(rooms)].flatMap((room) =>
    DEPTHS.map((depth) => wall(room, depth, importsOf(rooms, room), where)),
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
 */
function wall(room, depth, allowed, where) {
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
