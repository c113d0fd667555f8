/** In SQL, what was known as of a position, such as `$4`, of a row that holds from one position to another. */
export function isKnownAt(row: string, position: string): string {
  return `${row}.from_position <= ${position} AND (${row}.until_position IS NULL OR ${row}.until_position > ${position})`;
}
