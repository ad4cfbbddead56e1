import { ProviderError } from '../calendar-adapter';
import type { XmlElement } from './xml';
import { readXml, UnreadableXml } from './xml';

/** What a multistatus document (RFC 4918, section 13) says of one resource. */
export interface ResourceStatus {
  /** As the server wrote it. */
  href: string;
  /** Of the resource as a whole; null where only its properties have one. */
  status: number | null;
  /** Properties that were found, by name; see `XmlElement.name`. */
  found: ReadonlyMap<string, XmlElement>;
}

export interface Multistatus {
  resources: ResourceStatus[];
  /** RFC 6578; null where there is none. */
  syncToken: string | null;
}

/** Resources that are read of one document. */
export const MAX_RESOURCES = 20_000;

/** @throws ProviderError `provider_error` for what is no multistatus document, `too_large` */
export async function readMultistatus(body: Buffer, step: () => Promise<void>): Promise<Multistatus> {
  const resources: ResourceStatus[] = [];
  let syncToken: string | null = null;
  const onPart = (part: XmlElement, root: string): void => {
    assertRoot(root);
    if (part.name === '{DAV:}sync-token') syncToken = part.text.trim();
    if (part.name !== '{DAV:}response') return;
    if (resources.length >= MAX_RESOURCES) throw new ProviderError('too_large');
    resources.push(...resourcesOf(part));
  };
  try {
    assertRoot(await readXml(body, onPart, step));
  } catch (error) {
    throw error instanceof UnreadableXml ? new ProviderError('provider_error') : error;
  }
  return { resources, syncToken };
}

function assertRoot(name: string): void {
  if (name !== '{DAV:}multistatus') throw new UnreadableXml();
}

function resourcesOf(response: XmlElement): ResourceStatus[] {
  const status = statusOf(response);
  const found = new Map<string, XmlElement>();
  for (const propstat of response.children) {
    if (propstat.name !== '{DAV:}propstat') continue;
    // A missing status is read as success: some servers leave it out.
    if ((statusOf(propstat) ?? 200) >= 300) continue;
    for (const property of childOf(propstat, '{DAV:}prop')?.children ?? []) {
      found.set(property.name, property);
    }
  }
  return response.children
    .filter(({ name }) => name === '{DAV:}href')
    .map(({ text }) => ({ href: text.trim(), status, found }));
}

/** `HTTP/1.1 404 Not Found` */
function statusOf(element: XmlElement): number | null {
  const line = childOf(element, '{DAV:}status')?.text;
  const status = /^\s*HTTP\/[\d.]+\s+(\d{3})/i.exec(line ?? '')?.[1];
  return status === undefined ? null : Number(status);
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of a property, trimmed; null where it is missing or empty. */
export function textOf(resource: ResourceStatus | undefined, name: string): string | null {
  return resource?.found.get(name)?.text.trim() || null;
}

/** The addresses that a property such as `{DAV:}current-user-principal` names. */
export function hrefsOf(resource: ResourceStatus, name: string): string[] {
  const hrefs = resource.found.get(name)?.children.filter((child) => child.name === '{DAV:}href') ?? [];
  return hrefs.map(({ text }) => text.trim()).filter((href) => href !== '');
}

/** Whether a resource says that it is of a type, such as `{DAV:}collection`. */
export function hasType(resource: ResourceStatus, type: string): boolean {
  const types = resource.found.get('{DAV:}resourcetype');
  return types !== undefined && childOf(types, type) !== undefined;
}
