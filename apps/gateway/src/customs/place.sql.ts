/**
 * Whether something was done at the place that is asked for: an office by its UN/LOCODE, or all offices of a country by its code.
 * @param parameter the one that holds it, or null for all, such as `$4`
 * @param of the table of the office, where that has to be told, such as `a.`
 */
export function isAt(parameter: string, of = ''): string {
  return `(${parameter}::text IS NULL OR ${parameter} IN (${of}office, left(${of}office, 2)))`;
}
