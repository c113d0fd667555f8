import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres } from '@corridor/local-servers';
import { migrate } from '@corridor/migrations';
import pg from 'pg';
import { withDatabase } from './database.js';

/** A server for several ledgers: of its superuser, and of a user who may create roles and is no superuser. */
export class LoginsWorld {
  private constructor(
    private readonly dir: string,
    private readonly server: LocalPostgres,
  ) {}

  static async start(): Promise<LoginsWorld> {
    const dir = mkdtempSync(join(tmpdir(), 'logins-'));
    const settings = {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      log_statement: 'all',
    };
    const world = new LoginsWorld(dir, await startPostgres({ dir, settings }));
    await world.superuser("CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'kept'");
    return world;
  }

  /** A new ledger, and the connection string of its owner. */
  async ledger(name: string, owner: 'postgres' | 'keeper'): Promise<string> {
    await this.superuser(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${owner}`);
    const url = owner === 'keeper' ? this.url(name, 'keeper', 'kept') : this.url(name);
    await migrate(url);
    return url;
  }

  url(database: string, user?: string, password?: string): string {
    const url = this.server.url(encodeURI(database));
    return user === undefined ? url : url.replace(/\/\/[^@]+@/, `//${user}:${password}@`);
  }

  /** What the superuser's query finds, in the database `database`. */
  superuser<Row extends pg.QueryResultRow>(sql: string, database = 'postgres'): Promise<readonly Row[]> {
    return withDatabase(this.url(database), async (client) => (await client.query<Row>(sql)).rows);
  }

  /** What the server wrote of the statements that it was given. */
  log(): string {
    return readFileSync(join(this.dir, 'postgres.log'), 'utf8');
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
