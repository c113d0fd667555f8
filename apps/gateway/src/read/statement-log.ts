import type { createLogger } from '@corridor/nest-kit';
import type { Logger } from 'typeorm';

/** Every SQL statement in the gateway's log, at level `trace`; without the values, which may be confidential. */
export class StatementLog implements Logger {
  constructor(private readonly logger: ReturnType<typeof createLogger>) {}

  logQuery(sql: string): void {
    this.logger.trace({ sql }, 'statement');
  }
  logQueryError(error: string | Error, sql: string): void {
    this.logger.warn({ sql, reason: String(error) }, 'a statement failed');
  }
  logQuerySlow(ms: number, sql: string): void {
    this.logger.warn({ sql, ms }, 'a statement was slow');
  }
  logSchemaBuild(message: string): void {
    this.logger.debug(message);
  }
  logMigration(message: string): void {
    this.logger.debug(message);
  }
  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    this.logger[level === 'warn' ? 'warn' : 'debug'](String(message));
  }
}
