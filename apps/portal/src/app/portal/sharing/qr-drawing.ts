import type { create } from 'qrcode';

/** The squares of a QR code, row by row: true is dark. */
export interface QrMatrix {
  size: number;
  dark: (row: number, column: number) => boolean;
}

/** Light modules around the code that readers need (ISO/IEC 18004, "quiet zone"). */
export const QUIET_ZONE = 4;

/** The code of a text (an address), with error correction M. The encoder is loaded with the first call. */
export async function qrMatrixOf(text: string): Promise<QrMatrix> {
  const encoder = await loadEncoder();
  const { modules } = encoder.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: (row, column) => Boolean(modules.get(row, column)) };
}

interface Encoder {
  create: typeof create;
}

async function loadEncoder(): Promise<Encoder> {
  const module: Encoder & { default?: Encoder } = await import('qrcode');
  // A CommonJS package: some bundlers put its exports below `default`.
  return module.default ?? module;
}

/**
 * One path for all dark squares, in units of modules, with the quiet zone: `M4 4h7v1h-7z…`; adjacent squares are
 * merged.
 */
export function qrPath({ size, dark }: QrMatrix): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue;
      const from = column;
      while (column + 1 < size && dark(row, column + 1)) column++;
      const width = column + 1 - from;
      path += `M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${width}v1h-${width}z`;
    }
  }
  return path;
}

/** Side length of the drawing in modules. */
export function qrSide({ size }: QrMatrix): number {
  return size + 2 * QUIET_ZONE;
}

/** A standalone SVG file, black on white. */
export function qrSvg(matrix: QrMatrix): string {
  const side = qrSide(matrix);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="512" height="512" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${qrPath(matrix)}"/></svg>\n`
  );
}

/** A PNG of at least `pixels` a side; every module has the same whole number of pixels. */
export async function qrPng(matrix: QrMatrix, pixels: number): Promise<Blob> {
  const side = qrSide(matrix);
  const scale = Math.ceil(pixels / side);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no images.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.scale(scale, scale);
  context.fill(new Path2D(qrPath(matrix)));
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No image was made.'))), 'image/png'),
  );
}
