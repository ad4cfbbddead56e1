import type { ExpertProfile, Problem, PublicExpertPage } from '@expertbook/contracts';
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { encodePicture, PHOTO } from '../src/app/photos/photo-encoder';
import type { ExpertPerson } from './people';
import { newExpert, newUser } from './people';

const TOO_MANY_PIXELS = 'This picture has too many pixels. Please make it smaller.';
const GPS = { IFD0: { Copyright: 'secret-place', Orientation: '6' } };

/** Left half red, right half blue. */
function twoColours(width: number, height: number): Sharp {
  const half = {
    create: { width: Math.floor(width / 2), height, channels: 3 as const, background: '#0000ff' },
  };
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: half, left: Math.ceil(width / 2), top: 0 }])
    .png();
}

const picture = async (width = 900, height = 600): Promise<Sharp> =>
  sharp(await twoColours(width, height).toBuffer());

describe('an expert’s photo', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi({ PUBLIC_URL: 'https://book.example.com' })));
  afterAll(() => api.close());

  const send = async (expert: { accessToken: string }, form: FormData | Buffer, type?: string) => {
    const response = await fetch(`${api.url}/api/v1/experts/me/photo`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${expert.accessToken}`, ...(type && { 'Content-Type': type }) },
      body: form instanceof FormData ? form : new Uint8Array(form),
    });
    return { status: response.status, body: (await response.json()) as ExpertProfile & Problem };
  };
  const formOf = (bytes: Buffer | string, field = 'photo', name = 'me.jpg'): FormData => {
    const form = new FormData();
    form.set(
      field,
      new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type: 'image/jpeg' }),
      name,
    );
    return form;
  };
  const upload = (expert: { accessToken: string }, bytes: Buffer | string) => send(expert, formOf(bytes));
  /** The public photo, from this test's server instead of the public address. */
  const show = (photoUrl: string | null, headers: Record<string, string> = {}) =>
    fetch((photoUrl ?? '').replace('https://book.example.com', api.url), { headers });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  let expert: ExpertPerson;
  beforeEach(async () => (expert = await newExpert(api)));

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'may be a %s, and becomes a square WebP',
    async (kind) => {
      const answer = await upload(expert, await (await picture()).toFormat(kind).toBuffer());
      const { handle } = expert.profile;
      expect(answer.status).toBe(200);
      expect(answer.body.photoUrl).toMatch(
        new RegExp(`^https://book\\.example\\.com/api/v1/experts/${handle}/photo\\?v=[\\w-]{20}$`),
      );
      const page = await api.call<PublicExpertPage>('GET', `/experts/${handle}`);
      expect(page.body.expert.photoUrl).toBe(answer.body.photoUrl);
      const shown = await show(answer.body.photoUrl);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect(await sharp(await bytesOf(shown)).metadata()).toMatchObject({
        format: 'webp',
        width: 512,
        height: 512,
      });
      const preview = await show(`${answer.body.photoUrl}&as=jpeg`);
      expect(preview.headers.get('content-type')).toBe('image/jpeg');
      expect(await sharp(await bytesOf(preview)).metadata()).toMatchObject({
        format: 'jpeg',
        width: 400,
        height: 400,
      });
    },
  );

  it('is upright and has no metadata about place and camera', async () => {
    const file = await (await picture()).withExif(GPS).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(file.toString('latin1')).toContain('Exif');
    const { body } = await upload(expert, file);
    const shown = await bytesOf(await show(body.photoUrl));
    const { exif, orientation } = await sharp(shown).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
    // Rotated by a quarter, the left half is at the top.
    const at = async (left: number, top: number) =>
      (await sharp(shown).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer()).toJSON()
        .data;
    const [red] = await at(256, 20);
    const [, , blue] = await at(256, 490);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeGreaterThan(200);
  });

  it('is cached for ever by its version, revalidated without, and not sent to clients that have it', async () => {
    const { body } = await upload(expert, await (await picture()).png().toBuffer());
    const first = await show(body.photoUrl);
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const tag = first.headers.get('etag') ?? '';
    const again = await show(body.photoUrl, { 'If-None-Match': tag });
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    const bare = (body.photoUrl ?? '').replace(/\?.*/, '');
    expect((await show(bare)).headers.get('cache-control')).toBe('public, no-cache');

    const next = await upload(expert, await (await picture(600, 900)).png().toBuffer());
    expect(next.body.photoUrl).not.toBe(body.photoUrl);
    const stale = await show(body.photoUrl, { 'If-None-Match': tag });
    expect([stale.status, stale.headers.get('cache-control')]).toEqual([200, 'public, no-cache']);
    expect(await api.connection.collection('photos').countDocuments({})).toBeGreaterThan(0);
  });

  it('is found by a previous handle', async () => {
    await upload(expert, await (await picture()).png().toBuffer());
    const old = expert.profile.handle;
    await expert.call('PATCH', '/experts/me', { handle: `${old}-new` });
    expect((await show(`${api.url}/api/v1/experts/${old}/photo`)).status).toBe(200);
  });

  it('can be removed, twice', async () => {
    const { body } = await upload(expert, await (await picture()).png().toBuffer());
    for (let i = 0; i < 2; i++) {
      expect(await expert.call('DELETE', '/experts/me/photo')).toMatchObject({
        status: 200,
        body: { photoUrl: null },
      });
    }
    const gone = await show(body.photoUrl);
    expect([gone.status, ((await gone.json()) as Problem).code]).toEqual([404, 'not_found']);
    expect((await show(`${api.url}/api/v1/experts/nobody-here/photo`)).status).toBe(404);
  });

  it('is rejected by content, whatever its name and type', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const file of [svg, '<html></html>', '%PDF-1.7', 'MZ', '\u0000\u0000\u0000\u0018ftypheic']) {
      expect(await upload(expert, file)).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    }
    const png = await (await picture()).png().toBuffer();
    expect(await send(expert, png, 'image/png')).toMatchObject({ status: 415 });
    expect(await send(expert, Buffer.from('{}'), 'application/json')).toMatchObject({ status: 415 });
  });

  it('is rejected when it is broken, missing, or declares too many pixels', async () => {
    const png = await (await picture()).png().toBuffer();
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const refused = { status: 422, body: { code: 'validation_failed', errors: [{ field: 'photo' }] } };
    for (const form of [
      formOf(png.subarray(0, png.length / 2)),
      formOf(Buffer.concat([png.subarray(0, 8), Buffer.from('nothing that follows')])),
      formOf(bomb),
      formOf(''),
      formOf(png, 'picture'),
      new FormData(),
    ]) {
      expect(await send(expert, form)).toMatchObject(refused);
    }
    expect(
      (await expert.call<PublicExpertPage>('GET', `/experts/${expert.profile.handle}`)).body.expert.photoUrl,
    ).toBeNull();
  });

  it('is rejected by its header, without memory for its pixels', async () => {
    const file = await (await picture(64, 64)).avif().toBuffer();
    const bomb = Buffer.from(file);
    // ISO/IEC 14496-12: `ispe` has version and flags, width and height.
    const size = bomb.indexOf('ispe') + 8;
    expect([bomb.readUInt32BE(size), bomb.readUInt32BE(size + 4)]).toEqual([64, 64]);
    bomb.writeUInt32BE(7000, size);
    bomb.writeUInt32BE(7000, size + 4);
    expect(bomb.length).toBeLessThan(1000);
    const before = process.memoryUsage.rss();
    const answers = await Promise.all([
      upload(expert, bomb),
      newExpert(api).then((one) => upload(one, bomb)),
    ]);
    for (const { status, body } of answers) {
      expect([status, body.errors?.[0]?.message]).toEqual([422, TOO_MANY_PIXELS]);
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('is given up where decoding needs more memory than allowed', async () => {
    const file = await (await picture(3000, 3000)).webp().toBuffer();
    const refused = encodePicture(file, PHOTO, 40 * 1024 * 1024);
    await expect(refused).rejects.toMatchObject({ code: 'validation_failed', message: TOO_MANY_PIXELS });
    expect((await encodePicture(file, PHOTO)).webp.length).toBeGreaterThan(100);
  });

  it('is decoded one at a time per account', async () => {
    const png = await (await picture()).png().toBuffer();
    const answers = await Promise.all([1, 2, 3].map(() => upload(expert, png)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect((await upload(expert, png)).status).toBe(200);
  });

  it('has at most 5 MB and is a single file', async () => {
    const png = await (await picture()).png().toBuffer();
    const large = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]);
    expect(await upload(expert, large)).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
    const two = formOf(png);
    two.append('photo', new Blob([new Uint8Array(png)]), 'two.png');
    expect((await send(expert, two)).status).toBe(200);
  });

  it('is accepted from experts only, and forms nowhere else', async () => {
    const png = await (await picture()).png().toBuffer();
    expect(await upload(await newUser(api), png)).toMatchObject({
      status: 403,
      body: { code: 'not_expert' },
    });
    expect(await upload({ accessToken: 'garbage' }, png)).toMatchObject({ status: 401 });
    const login = await fetch(`${api.url}/api/v1/auth/login`, { method: 'POST', body: formOf(png) });
    expect([login.status, ((await login.json()) as Problem).code]).toEqual([415, 'unsupported_media_type']);
    const json = await fetch(`${api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'a'.repeat(300 * 1024) }),
    });
    expect(json.status).toBe(413);
    const encoded = await fetch(`${api.url}/api/v1/experts/me/photo`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${expert.accessToken}`, 'Content-Encoding': 'gzip' },
      body: formOf(png),
    });
    expect(encoded.status).toBe(415);
  });
});
