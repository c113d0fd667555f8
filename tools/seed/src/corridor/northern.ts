import type { Lane } from './lanes.js';
import type { Route } from './routes.js';

/**
 * The way round by the north that goods took before the southern one was there: the baseline of the corridor's routes (libs/reference-data/data/routes.csv). Behind
 * Saint Petersburg there is no border with customs up to Kazakhstan, which is in one customs union with Russia, so nothing is scanned there.
 *
 * Times: the first ship of a direct line from Saint Petersburg took 21 days to Karachi (Times of Karachi, May 2023); most change ships on the way, and take longer. Those by rail are the demo's
 * own, as are the costs.
 */
export const NORTHERN: Route = {
  name: 'Karachi, Saint Petersburg and Almaty by sea and rail',
  mode: ['sea', 'rail'],
  waypoints: [{ place: 'RULED', dwellHours: [60, 190], scans: 'both', transloads: ['sea', 'rail'] }],
  travelHours: [
    [560, 860],
    [190, 340],
  ],
  offices: { south: ['PKKHI', 'PKBQM'], north: ['KZALA', 'KZAST'] },
  freight: { south: 22, main: 210, north: 30 },
  // Chosen by the lanes below, not among the ways of the south.
  weights: { fresh: 0, fine: 0, boxed: 0, bulk: 0 },
};

/** What still goes round by the north: less from year to year, as the southern way grows. Nothing that would not keep for two months. */
export const NORTHERN_LANES: readonly Lane[] = [
  {
    from: 'PK',
    to: 'KZ',
    fromMillionUsd: 3,
    toMillionUsd: 0.3,
    goods: { rice: 30, linen: 25, knitwear: 20, surgical: 10, sports: 15 },
  },
  {
    from: 'KZ',
    to: 'PK',
    fromMillionUsd: 3,
    toMillionUsd: 0.3,
    goods: { pulses: 25, ferroalloys: 30, zinc: 20, polymers: 15, wheat: 10 },
  },
];
