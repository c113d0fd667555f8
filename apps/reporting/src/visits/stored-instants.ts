import { utcInstant } from '../utc-instant.js';

/** Instants as the fold writes them: the database writes them otherwise. */
export function stored<Row extends object>(row: Row): Row {
  const told = row as Record<string, unknown>;
  for (const field of INSTANTS) {
    const value = told[field];
    if (typeof value === 'string') told[field] = utcInstant(value);
  }
  return row;
}

const INSTANTS = [
  'at',
  'paid_at',
  'withdrawn_at',
  ...['seen_at', 'arrived_at', 'departed_at'].flatMap((field) => [field, `in_${field}`, `out_${field}`]),
];
