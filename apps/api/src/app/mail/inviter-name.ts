import { oneLine, shortened } from '../calendar-file/plain-text';

const MAX_LENGTH = 60;
/** Not in names, but needed for advertising: addresses, links, phone numbers, sentences. */
const NO_NAME = /[@/\\<>:;!?=%$€£#*_|~\d]|\p{Extended_Pictographic}|\.\p{L}{2}|\bwww\b/iu;

/**
 * The client's name as shown to a guest. Anyone can type any text into the form and have it mailed to strangers, so a
 * text that does not look like a name is replaced by the client's email address, which is validated.
 */
export function inviterName({ name, email }: { name: string; email: string }): string {
  const line = oneLine(name);
  return line === '' || NO_NAME.test(line) ? oneLine(email) : shortened(line, MAX_LENGTH);
}
