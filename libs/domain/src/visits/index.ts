export { PART_TENTHS, TENTH_MS, tenthsOf, tenthsOfStep, timePartOf, timeStepOf } from './time-steps.js';
export type { KnownRow, PassageRow, VisitPartRow, VisitRow, VisitSightingRow } from './visit-row.js';
export { foldVoyages, happenedBy, type VisitTold, type Voyage, type Voyages, voyageTold } from './voyages.js';
