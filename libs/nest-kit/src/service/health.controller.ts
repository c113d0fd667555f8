import { Controller, Get, Inject, Module } from '@nestjs/common';
import { Public } from '../access/access.guard.js';
import { ProblemError } from '../errors/problem.js';
import { LEDGER_PARTS, type LedgerParts } from './ledger-parts.js';

const CHECK_MAX_MS = 3_000;

/** Tells an orchestrator whether the process lives, and whether it can do its work. */
@Controller('health')
export class HealthController {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  @Public()
  @Get('live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** Ready means that the database answers; without the bus, appends go on and are published later, so it only informs. */
  @Public()
  @Get('ready')
  async ready(): Promise<{ readonly status: 'ready'; readonly database: string; readonly bus: string }> {
    const { pool, bus } = this.parts;
    const [database, carrier] = await Promise.all([
      answers(() => pool.query('SELECT 1')),
      answers(() => bus.ping()),
    ]);
    if (!database)
      throw new ProblemError(503, 'database-unreachable', 'The database does not answer; try again later.');
    return {
      status: 'ready',
      database: 'answers',
      bus: `${bus.kind}: ${carrier ? 'answers' : 'unreachable'}`,
    };
  }
}

/** Health checks, for a service's module to import. */
@Module({ controllers: [HealthController] })
export class HealthModule {}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MAX_MS);
  });
  const checked = check().then(
    () => true,
    () => false,
  );
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}
