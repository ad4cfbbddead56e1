import type { SlotsResponse } from '@expertbook/contracts';
import { PageCache } from '../src/app/public-pages/page-cache';
import type { TestApi } from './harness';

/** A page as a visitor gets it. */
export interface Page {
  status: number;
  headers: Headers;
  html: string;
}

/** @param headers of the request */
export async function visit(url: string, path: string, headers: Record<string, string> = {}): Promise<Page> {
  const answer = await fetch(`${url}${path}`, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
}

export const cacheOf = ({ app }: TestApi) => app.get(PageCache, { strict: false });

/** Times in the page's first data. */
export function startsOf(html: string): string[] {
  const json = /<script type="application\/json" id="eb-data">([^<]*)<\/script>/.exec(html)?.[1] ?? 'null';
  const data = JSON.parse(json) as { slots?: { response: SlotsResponse } } | null;
  return Object.values(data?.slots?.response.slots ?? {})
    .flat()
    .map(({ start }) => start);
}
