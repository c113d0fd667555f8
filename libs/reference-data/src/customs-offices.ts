import { CodeList } from './code-list.js';
import { ROWS } from './tables/customs-offices.js';

/** What goods do at an office: leave, enter, or pass under customs transit (depart, cross or end there). */
export type OfficeRole = 'export' | 'import' | 'transit';

/** A customs office of the corridor that a source names. The list is not complete. */
export interface CustomsOffice {
  /** UN/LOCODE of its place; not a customs authority's own number. */
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** A seaport lies on the border. */
  readonly situation: 'border' | 'inland';
  readonly roles: ReadonlySet<OfficeRole>;
  /** What names it. */
  readonly source: string;
}

export const CUSTOMS_OFFICES = new CodeList<CustomsOffice>(
  ROWS.map(([code, name, situation, roles, source]) => ({
    code,
    name,
    country: code.slice(0, 2),
    situation,
    // The table holds no other words: a test reads them.
    roles: new Set(roles.split(' ') as OfficeRole[]),
    source,
  })),
  {
    code: 'customs-office-unknown',
    holds: 'customs office that is known here, by the UN/LOCODE of its place',
  },
);

/** @throws Rejection `customs-office-unknown` with `pointer`. */
export function checkCustomsOffice(code: string, pointer: string): CustomsOffice {
  return CUSTOMS_OFFICES.check(code, pointer);
}
