import fc from 'fast-check';
import { create } from 'qrcode';
import type { QrMatrix } from './qr-drawing';
import { QUIET_ZONE, qrMatrixOf, qrPath, qrSide, qrSvg } from './qr-drawing';

/** The dark squares of a path, as `row,column` of the code. */
function drawn(path: string): string[] {
  const squares: string[] = [];
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) {
      squares.push(`${Number(y) - QUIET_ZONE},${Number(x) - QUIET_ZONE + i}`);
    }
  }
  return squares;
}

function squaresOf({ size, dark }: QrMatrix): string[] {
  const places = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const);
  return places.filter(([row, column]) => dark(row, column)).map((place) => place.join());
}

describe('qrPath', () => {
  it('draws exactly the dark squares, each once', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 12 })
          .chain((size) =>
            fc.tuple(
              fc.constant(size),
              fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size }),
            ),
          ),
        ([size, bits]) => {
          const matrix = { size, dark: (row: number, column: number) => bits[row * size + column] ?? false };
          expect(drawn(qrPath(matrix))).toEqual(squaresOf(matrix));
        },
      ),
    );
  });
});

describe('the QR code of a link', () => {
  const link = 'https://book.example.com/ada/intro-call';

  it('contains that link and nothing else', async () => {
    const code = create(link, { errorCorrectionLevel: 'M' });
    expect(
      code.segments.map((segment) => new TextDecoder().decode(segment.data as Uint8Array)).join(''),
    ).toBe(link);
    const expected = {
      size: code.modules.size,
      dark: (row: number, column: number) => !!code.modules.get(row, column),
    };
    expect(squaresOf(await qrMatrixOf(link))).toEqual(squaresOf(expected));
  });

  it('is a file with a light border as wide as readers need', async () => {
    const matrix = await qrMatrixOf(link);
    const svg = new DOMParser().parseFromString(qrSvg(matrix), 'image/svg+xml').documentElement;
    expect(svg.getAttribute('viewBox')).toBe(`0 0 ${matrix.size + 8} ${matrix.size + 8}`);
    const [light, dark] = [...svg.querySelectorAll('path')];
    expect(light?.getAttribute('fill')).toBe('#fff');
    expect(light?.getAttribute('d')).toBe(`M0 0h${qrSide(matrix)}v${qrSide(matrix)}H0z`);
    expect(drawn(dark?.getAttribute('d') ?? '')).toEqual(squaresOf(matrix));
  });
});
