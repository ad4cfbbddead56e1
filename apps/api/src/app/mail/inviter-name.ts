import { oneLine, shortened } from '../calendar-file/plain-text';

const MAX_LENGTH = 60;
/** What a name never has and an advertisement needs: addresses, links, numbers to call, sentences. */
const NO_NAME = /[@/\\<>:;!?=%$€£#*_|~\d]|\p{Extended_Pictographic}|\.\p{L}{2}|\bwww\b/iu;

/**
 * The client's name as a guest may read it. Anybody can type anything into the form and have it mailed to strangers, so what
 * does not look like a name is left out and the address, which has to be one, stands in its place.
 */
export function inviterName({ name, email }: { name: string; email: string }): string {
  const line = oneLine(name);
  return line === '' || NO_NAME.test(line) ? oneLine(email) : shortened(line, MAX_LENGTH);
}
