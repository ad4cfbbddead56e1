import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RouteChunks } from './route-chunks';

describe('the files of a route', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chunks-'));
    const files: Record<string, string> = {
      'main-ABCDEFGH.js':
        'import{a as b}from"./chunk-CORE.js";x=[()=>import(`./chunk-PUB.js`).then(t=>t.bookingRoutes),()=>import("./chunk-POR.js").then(t=>t.portalRoutes)];t={booking:{en:()=>import(`./chunk-EN.js`),de:()=>import(`./chunk-DE.js`)},"portal-x":{de:()=>import("./chunk-NO.js")}}',
      'chunk-CORE.js': 'export{a}',
      'chunk-PUB.js': 'import"./chunk-CORE.js";y=()=>import("./chunk-PAGE.js").then((o)=>o.EventTypePage)',
      'chunk-POR.js': 'z=()=>import("./chunk-EDIT.js").then(o=>o.EventTypePage)',
      'chunk-PAGE.js': 'import{c}from"./chunk-SHARED.js";import"./chunk-CORE.js";',
      'chunk-SHARED.js': 'import"./chunk-PAGE.js"',
      'chunk-EDIT.js': '',
      'chunk-DE.js': '',
    };
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are those on its way, with what they need and without what the application starts with', () => {
    const chunks = RouteChunks.read(folder);
    expect(chunks.on(['bookingRoutes', 'EventTypePage'])).toEqual([
      'chunk-PUB.js',
      'chunk-PAGE.js',
      'chunk-SHARED.js',
    ]);
    expect(chunks.on(['portalRoutes', 'EventTypePage'])).toEqual(['chunk-POR.js', 'chunk-EDIT.js']);
  });

  it('are those of its language', () => {
    const chunks = RouteChunks.read(folder);
    expect(chunks.on(['bookingRoutes', 'booking/de'])).toEqual(['chunk-PUB.js', 'chunk-DE.js']);
    expect(chunks.on(['portal-x/de'])).toEqual(['chunk-NO.js']);
  });

  it('are none where the build does not say', () => {
    const chunks = RouteChunks.read(folder);
    expect(chunks.on(['somethingElse'])).toEqual([]);
    expect(chunks.on(['moved', 'bookingRoutes'])).toEqual(['chunk-PUB.js']);
  });
});
