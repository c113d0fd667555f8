import { ROWS } from './tables/sectors.js';

/**
 * The sectors that the two countries name for their trade. Which chapters belong to which is this project's own
 * inference from the sections of the Harmonized System, not an official table. Logistics and IT count goods only here;
 * their services have no HS code and stand on their own lines ({@link SERVICES}).
 */
export const SECTORS = [
  'it',
  'textiles',
  'leather',
  'pharmaceuticals',
  'agriculture',
  'logistics',
  'consumer-goods',
  'other',
] as const;
export type Sector = (typeof SECTORS)[number];

interface SectorRange {
  readonly sector: Sector;
  /** First and last chapter (two digits) or heading (four). */
  readonly first: string;
  readonly last: string;
}

/** The first row that fits wins, so that each code belongs to one sector only. */
const RANGES: readonly SectorRange[] = ROWS.map(([sector, first, last]) => ({ sector, first, last }));

/** The one sector of a subheading (six digits); `other` for every code that no sector claims. */
export function sectorOf(hs6: string): Sector {
  // Of equal length, digits compare as text as they do as numbers.
  const range = RANGES.find(
    ({ first, last }) => hs6.slice(0, first.length) >= first && hs6.slice(0, last.length) <= last,
  );
  return range?.sector ?? 'other';
}
