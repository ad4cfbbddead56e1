import type { Locator } from '@playwright/test';

/**
 * The contrast of an element's text with its background (WCAG 2.2), also where axe does not look because it is hidden
 * from screen readers.
 */
export function contrastOf(text: Locator): Promise<number> {
  return text.evaluate((element) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('There is no canvas.');
    /** Relative luminance of colours painted over each other. */
    const luminance = (...colours: string[]) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const grounds: string[] = [];
    for (let one: Element | null = element; one; one = one.parentElement)
      grounds.unshift(getComputedStyle(one).backgroundColor);
    const ground = luminance(...grounds);
    const ink = luminance(...grounds, getComputedStyle(element).color);
    return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
  });
}
