import type { Writable } from 'node:stream';
import pg from 'pg';

/** Statements that a connection keeps: projections have some hundred, each of one text. */
const STATEMENTS_MAX = 1_000;

const names = new Map<string, string>();
let named = 0;
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
          ? askedOf(client, text, values)
          : Reflect.apply(client.query, client, [text, values, ...rest]),
    },
  });
  clients.set(client, made);
  return made;
}

function askedOf(client: pg.ClientBase, text: string, values: unknown[]): Promise<pg.QueryResult> {
  inOnePiece(client);
  const statement = statementOf(text, values);
  return client.query(statement).catch((error) => forgotten(statement, error));
}

/** What a statement gives is another one than when it was prepared: a table has a column more. Tried again, it is prepared anew. */
export const CHANGED_RESULT = '0A000';

function forgotten({ text, name }: pg.QueryConfig, error: unknown): never {
  const hasChanged = error instanceof pg.DatabaseError && error.code === CHANGED_RESULT;
  // Another connection may have found it out before.
  if (hasChanged && names.get(text) === name) names.delete(text);
  throw error;
}

function statementOf(text: string, values: unknown[]): pg.QueryConfig {
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= STATEMENTS_MAX) return { text, values };
  named += 1;
  const name = `projection-${named}`;
  names.set(text, name);
  return { name, text, values };
}

/** What is held back until the turn is over. */
const held = new WeakSet<object>();

/** What one turn asks of a connection goes out in one piece: sending costs as much as many a statement, whatever it says. */
function inOnePiece(client: pg.ClientBase): void {
  // Where the types of node-postgres say nothing of it.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
  process.nextTick(() => {
    held.delete(stream);
    stream.uncork();
  });
}
