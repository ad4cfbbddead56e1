/** Levels of nested folders. */
const DEPTHS = [1, 2, 3];

/**
 * ESLint configurations that limit which folders of a project import each other, and which folders of a library they import.
 * Files of a folder without an entry may import none of them.
 *
 * @param {Readonly<Record<string, string>>} rooms what each folder may import, in words; see {@link importsOf}
 * @param {string} where the file that lists them
 * @param {string} [source] folder of the project that has the rooms
 * @returns {import('eslint').Linter.Config[]}
 */
export function folderImportRules(rooms, where, source = 'src/app') {
  const libraries = new Set(Object.keys(rooms).flatMap((room) => importsOf(rooms, room).flatMap(libraryOf)));
  return ['*', ...Object.keys(rooms)].flatMap((room) =>
    DEPTHS.map((depth) => ({
      files: [`**/${source}/${[room, ...Array(depth - 1).fill('*')].join('/')}/*.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          { patterns: patternsOf(importsOf(rooms, room), depth, [...libraries], where) },
        ],
      },
    })),
  );
}

/**
 * @param {Readonly<Record<string, string>>} rooms
 * @param {string} room
 * @returns {string[]} what it may import: folders of the project, and folders of libraries as `<library>/<folder>`
 */
export function importsOf(rooms, room) {
  return rooms[room]?.split(' ').filter(Boolean) ?? [];
}

/**
 * @param {string[]} allowed
 * @param {number} depth how many folders above a file is the one with the rooms
 * @param {string[]} libraries whose folders are limited, too
 * @param {string} where
 */
function patternsOf(allowed, depth, libraries, where) {
  const message = `Imports point one way: ${where} says what each folder may import.`;
  const own = allowed.filter((folder) => libraryOf(folder).length === 0);
  const ofLibraries = libraries.map((library) => {
    const folders = allowed.filter((folder) => folder.startsWith(`${library}/`));
    return `^@expertbook/${library}/${except(folders.map((folder) => folder.slice(library.length + 1)))}`;
  });
  return [`^(?:\\.\\./){${depth}}${except(own)}`, ...ofLibraries].map((regex) => ({ regex, message }));
}

/** @param {string} folder @returns {string[]} the library that has it; none for a folder of the project */
function libraryOf(folder) {
  return folder.includes('/') ? [folder.slice(0, folder.indexOf('/'))] : [];
}

/** @param {string[]} folders */
function except(folders) {
  return folders.length > 0 ? `(?!(?:${folders.join('|')})/)` : '';
}
