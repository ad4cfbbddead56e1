/**
 * JSON for the inside of a data `<script>`: the same value, but without characters that end the element, open a
 * comment (HTML, 13.2.5.4 and on: "script data") or are line ends to a script parser.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
