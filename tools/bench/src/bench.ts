import type { Children } from './children.js';
import type { Progress } from './progress.js';
import type { Report } from './report.js';
import type { BenchServer } from './server.js';
import type { Store, StoreKind } from './stores/store.js';

/** How long and how much. */
export interface Extent {
  readonly rounds: number;
  /** Measured time of one case. */
  readonly seconds: number;
  /** Events of the log that is read. */
  readonly readEvents: number;
  /** Events of the log that has grown. */
  readonly events: number;
}

/** What every section works with. */
export interface Bench {
  readonly extent: Extent;
  readonly server: BenchServer;
  readonly children: Children;
  readonly report: Report;
  readonly progress: Progress;
}

/** A store with the database that it has for itself. */
export interface StoreOnDatabase<S extends Store = Store> {
  readonly store: S;
  readonly database: string;
  readonly url: string;
  /** Closes the store and deletes its database. */
  drop(): Promise<void>;
}

/** Installs a store on a new database and opens it. */
export async function storeOnDatabase<S extends Store>(
  { server }: Pick<Bench, 'server'>,
  database: string,
  kind: StoreKind<S>,
): Promise<StoreOnDatabase<S>> {
  const url = await server.createDatabase(database);
  await kind.install(url);
  const store = kind.open(url);
  return {
    store,
    database,
    url,
    drop: async () => {
      await store.close();
      await server.dropDatabase(database);
    },
  };
}
