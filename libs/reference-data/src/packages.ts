import { CodeList } from './code-list.js';
import { ROWS } from './tables/packages.js';

/** A type of package of UN/ECE Recommendation 21. */
export interface PackageType {
  /** Two letters or digits, e.g. `CT`. */
  readonly code: string;
  readonly name: string;
}

/** The usual types of packages: a choice from the recommendation. */
export const PACKAGE_TYPES = new CodeList<PackageType>(
  ROWS.map(([code, name]) => ({ code, name })),
  {
    code: 'package-type-unknown',
    holds: 'package type of UN/ECE Recommendation 21 that is used here, such as "CT"',
  },
);

/** @throws Rejection `package-type-unknown` with `pointer`. */
export function checkPackageType(code: string, pointer: string): PackageType {
  return PACKAGE_TYPES.check(code, pointer);
}
