import type { DayBand, DayBandKind, ExplainedDay } from '@expertbook/contracts';
import { DAY_BAND_KINDS } from '@expertbook/contracts';

/** All bands of one kind. */
export interface DayLane {
  kind: DayBandKind;
  bands: DayBand[];
}

/** The bands of a day by kind; the hours always, other kinds only where there are any. */
export function lanesOf({ bands }: Pick<ExplainedDay, 'bands'>): DayLane[] {
  return DAY_BAND_KINDS.map((kind) => ({ kind, bands: bands.filter((band) => band.kind === kind) })).filter(
    (lane) => lane.kind === 'hours' || lane.bands.length > 0,
  );
}

/** Position of an interval on a day, in percent; what lies outside is cut off. */
export function positionOn(
  day: Pick<ExplainedDay, 'start' | 'end'>,
  span: Pick<DayBand, 'start' | 'end'>,
): { from: number; width: number } {
  const first = Date.parse(day.start);
  const length = Date.parse(day.end) - first;
  const share = (instant: string) => Math.min(Math.max((Date.parse(instant) - first) / length, 0), 1) * 100;
  const from = share(span.start);
  return { from, width: share(span.end) - from };
}
