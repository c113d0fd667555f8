import type pg from 'pg';

/** Statements that a connection keeps: projections have some hundred, each of one text. */
const STATEMENTS_MAX = 1_000;

const names = new Map<string, string>();
const clients = new WeakMap<pg.ClientBase, pg.ClientBase>();

/**
 * The same connection; it prepares each statement with values the first time and only runs it from then on. Of what a few rows cost, most is making out what a statement says.
 * A statement's text is to be the same each time: what differs goes into its values.
 */
export function prepared(client: pg.ClientBase): pg.ClientBase {
  const known = clients.get(client);
  if (known) return known;
  const made: pg.ClientBase = Object.create(client, {
    query: {
      value: (text: unknown, values: unknown, ...rest: unknown[]) =>
        typeof text === 'string' && Array.isArray(values) && rest.length === 0
          ? client.query(statementOf(text, values))
          : Reflect.apply(client.query, client, [text, values, ...rest]),
    },
  });
  clients.set(client, made);
  return made;
}

function statementOf(text: string, values: unknown[]): pg.QueryConfig {
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= STATEMENTS_MAX) return { text, values };
  const name = `projection-${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
