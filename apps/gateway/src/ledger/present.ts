import { archived } from '../graphql/errors.js';

/** @throws the error ARCHIVED where one of the events is no longer in the database: its position stands, what it says is not there */
export function checkPresent(
  rows: readonly { readonly position: string; readonly type: string | null }[],
): void {
  const missing = rows.find(({ type }) => type === null);
  if (missing) throw archived(missing.position);
}
