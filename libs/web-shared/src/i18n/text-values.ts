/** Values for the `{{placeholders}}` of a string; `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;
