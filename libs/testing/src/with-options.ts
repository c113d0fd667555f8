/** A connection string with PostgreSQL's `options` beside whatever else it says. */
export function withOptions(url: string, options: string): string {
  const told = new URL(url);
  told.searchParams.set('options', options);
  return told.href;
}
