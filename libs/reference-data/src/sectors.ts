/**
 * The sectors that the two countries name for their trade. Which chapters belong to which is this project's own
 * inference from the sections of the Harmonized System, not an official table. Logistics and IT count goods only;
 * their services have no HS code and stand on their own lines.
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

/** Headings of ICT goods: computers, their parts, telephones and network equipment, media, integrated circuits. */
const IT_HEADINGS: ReadonlySet<string> = new Set(['8471', '8473', '8517', '8523', '8542']);

/** First and last chapter. The first row that fits wins, so that each code belongs to one sector only. */
const CHAPTERS: readonly (readonly [first: number, last: number, sector: Sector])[] = [
  [50, 63, 'textiles'],
  [41, 43, 'leather'],
  [64, 64, 'leather'],
  [30, 30, 'pharmaceuticals'],
  [1, 24, 'agriculture'],
  [86, 89, 'logistics'],
  [33, 34, 'consumer-goods'],
  [39, 39, 'consumer-goods'],
  [69, 70, 'consumer-goods'],
  [73, 73, 'consumer-goods'],
  [82, 85, 'consumer-goods'],
  [94, 96, 'consumer-goods'],
];

/** The one sector of a subheading (six digits); `other` for every code that no sector claims. */
export function sectorOf(hs6: string): Sector {
  if (IT_HEADINGS.has(hs6.slice(0, 4))) return 'it';
  const chapter = Number(hs6.slice(0, 2));
  return CHAPTERS.find(([first, last]) => chapter >= first && chapter <= last)?.[2] ?? 'other';
}
