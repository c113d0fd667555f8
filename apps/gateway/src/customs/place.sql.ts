/**
 * Whether something was done at the place that is asked for: an office by its UN/LOCODE, or all offices of a country by its code.
 * @param parameter the one that holds it, or null for all, such as `$4`
 * @param office the office at which it was, such as `a.office`
 */
export function isAt(parameter: string, office = 'office'): string {
  return `(${parameter}::text IS NULL OR ${parameter} IN (${office}, left(${office}, 2)))`;
}
