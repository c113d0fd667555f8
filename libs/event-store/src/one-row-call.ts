import type pg from 'pg';

/** A parameter: text in PostgreSQL's text format, bytes in its binary format. */
export type Parameter = string | Buffer | null;
/** The values of a row in PostgreSQL's text format. */
export type Row = readonly (string | null)[];

/** The part of a connection of `pg` that statements are sent by. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** Of each prepared statement that the server has, and of each that is on its way there, its text. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(portal: { readonly statement: string; readonly values: readonly Parameter[] }): void;
  execute(): void;
  sync(): void;
}

const isParameter = (value: unknown): boolean =>
  value === null || typeof value === 'string' || value instanceof Buffer;

type Callback = (error: unknown, row?: Row) => void;

/**
 * A prepared statement that gives one row, taken as it comes. `pg` would ask for a description of the row as well, and make an object of
 * it, which takes a fourteenth of an append that is alone, and as much of reading a stream.
 */
class OneRowCall {
  /** Set by `client.query`. */
  callback: Callback | undefined;
  private row: Row | undefined;

  constructor(
    readonly name: string,
    readonly text: string,
    readonly values: readonly Parameter[],
  ) {}

  /** @returns what keeps it from being sent: thrown, it would leave the connection waiting for an answer */
  submit(connection: Connection): Error | null {
    const { name, text, values } = this;
    const odd = values.findIndex((value) => !isParameter(value));
    if (odd >= 0) return new TypeError(`${name}: parameter ${odd + 1} is neither text nor bytes nor null.`);
    // As one write.
    connection.stream.cork();
    try {
      if ((connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]) === undefined) {
        connection.parse({ name, text });
        connection.submittedNamedStatements[name] = text;
      }
      connection.bind({ statement: name, values });
      connection.execute();
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleDataRow({ fields }: { readonly fields: Row }): void {
    this.row = fields;
  }

  handleReadyForQuery(): void {
    if (this.row) this.callback?.(null, this.row);
    else this.callback?.(new Error(`${this.name}: the server gave no row.`));
  }

  handleError(error: unknown): void {
    this.callback?.(error);
  }

  // What else the client hands on says nothing here.
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/** Runs a prepared statement that gives one row; a statement's name stands for its text on every connection. */
export function oneRow(
  client: Pick<pg.ClientBase, 'query'>,
  statement: { readonly name: string; readonly text: string; readonly values: readonly Parameter[] },
): Promise<Row> {
  const { name, text, values } = statement;
  // Pools and clients take a callback beside what is submitted; the types of `pg` know neither.
  const query = client.query as unknown as (call: OneRowCall, callback: Callback) => void;
  return new Promise((resolve, reject) => {
    query.call(client, new OneRowCall(name, text, values), (error, row) => {
      if (row) resolve(row);
      else reject(error);
    });
  });
}
