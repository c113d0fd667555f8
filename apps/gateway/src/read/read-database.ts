import { connectionAs } from '@corridor/event-store';
import type { createLogger } from '@corridor/nest-kit';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { Consignment } from './entities/consignment.entity.js';
import { Invoice } from './entities/invoice.entity.js';
import { ProjectionStatus } from './entities/projection-status.entity.js';
import { Target } from './entities/target.entity.js';
import { StatementLog } from './statement-log.js';

export interface ReadDatabaseOptions {
  readonly databaseUrl: string;
  /** After this PostgreSQL cancels a statement. */
  readonly statementMaxMs: number;
  readonly logger: ReturnType<typeof createLogger>;
}

/** Operations that read at the same time; further ones wait for a connection. */
const CONNECTIONS_MAX = 10;

/** Days, instants without a zone, and with one. */
const CALENDAR_TYPES: ReadonlySet<number> = new Set([1082, 1114, 1184]);

/** The views of schema `read`, seen with the rights of the role `gateway`: nothing else can be read, and nothing written. */
export function readDatabase({
  databaseUrl,
  statementMaxMs,
  logger,
}: ReadDatabaseOptions): DataSourceOptions {
  // Not by TypeORM's `url`: `options` in that would replace those below, and the role with them.
  const connection = connectionAs(databaseUrl, 'gateway');
  return {
    type: 'postgres',
    entities: [ProjectionStatus, Target, Consignment, Invoice],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    poolSize: CONNECTIONS_MAX,
    connectTimeoutMS: 10_000,
    applicationName: 'corridor-ledger gateway',
    logger: new StatementLog(logger),
    logging: true,
    poolErrorHandler: (error: unknown) =>
      logger.warn({ err: error }, 'an idle connection to PostgreSQL broke'),
    extra: {
      ...connection,
      options: `${connection.options} -c statement_timeout=${statementMaxMs} -c idle_in_transaction_session_timeout=60000`,
      // A server that is lost must not hang the call: the client gives up a little after the server should have.
      query_timeout: statementMaxMs + 2_000,
      keepAlive: true,
      types: { getTypeParser: textForCalendarTypes },
    },
  };
}

/** node-postgres would read days and instants in the zone of the machine, and lose microseconds. */
function textForCalendarTypes(oid: number, format?: 'text' | 'binary'): unknown {
  return CALENDAR_TYPES.has(oid) ? String : pg.types.getTypeParser(oid, format);
}
