/**
 * JSON for the inside of a `<script>` that is data: still the same JSON, but nothing in it ends the element, opens a
 * comment (HTML, 13.2.5.4 and on: "script data") or is a line end to a script parser.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
