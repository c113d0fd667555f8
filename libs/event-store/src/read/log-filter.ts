import pg from 'pg';

/** Which events of the log: all, or those of some categories, or of some types. */
export interface LogFilter {
  /** Only streams of these categories. */
  readonly categories?: readonly string[];
  /** Only events of these types. */
  readonly types?: readonly string[];
}

/** Whether it leaves anything out. */
export function isFiltered({ categories, types }: LogFilter): boolean {
  return categories !== undefined || types !== undefined;
}

/** The filter as a condition on `read.log`, its values written out: COPY takes no parameters. */
export function conditionOf({ categories, types }: LogFilter): string {
  const among = (expression: string, values: readonly string[] | undefined): string =>
    values === undefined
      ? ''
      : ` AND ${expression} = ANY (ARRAY[${values.map(pg.escapeLiteral).join(',')}]::text[])`;
  return among("split_part(stream_id, '-', 1)", categories) + among('type', types);
}

/** Whether an event passes the filter: what {@link conditionOf} asks of the database. */
export function passes(
  { categories, types }: LogFilter,
  { streamId, type }: { readonly streamId: string; readonly type: string },
): boolean {
  if (types && !types.includes(type)) return false;
  return !categories || categories.includes(streamId.split('-', 1)[0] ?? '');
}
