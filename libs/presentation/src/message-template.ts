import type { MessageVariable } from '@expertbook/contracts';
import { MESSAGE_VARIABLES } from '@expertbook/contracts';

/** The value of every variable. */
export type MessageValues = Readonly<Record<MessageVariable, string>>;

/** A pair of braces with anything but braces and line breaks between them. */
const PLACEHOLDER = /\{\{([^{}\n]*)\}\}/g;
const BRACES = /\{\{|\}\}/;

/**
 * The first part of a template that is no known variable: `{{unknown}}` or braces without a partner; null when all of
 * it can be filled in.
 */
export function unknownVariable(template: string): string | null {
  for (const [whole, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (!isVariable(name.trim())) return whole;
  }
  return BRACES.exec(template.replace(PLACEHOLDER, ''))?.[0] ?? null;
}

/** The text with the values in place of the variables, in one pass: a value is never read as a variable. */
export function fillMessage(template: string, values: MessageValues): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    const variable = name.trim();
    return isVariable(variable) ? values[variable] : whole;
  });
}

function isVariable(name: string): name is MessageVariable {
  return (MESSAGE_VARIABLES as readonly string[]).includes(name);
}
