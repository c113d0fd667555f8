import { Controller, Get, Header, Inject, Module } from '@nestjs/common';
import { Public } from '../access/access.guard.js';
import { ProblemError } from '../errors/problem.js';
import { type FollowerStatus, metricsOf, troublesOf } from './followers.js';
import { FOLLOWERS, type Followers, LEDGER_PARTS, type LedgerParts } from './ledger-parts.js';

const CHECK_MAX_MS = 3_000;

interface Ready {
  readonly status: 'ready';
  readonly database: string;
  readonly bus: string;
  /** What stands still, or goes on without events that it cannot apply; absent where all is well, `unknown` where that cannot be asked. */
  readonly troubles?: readonly FollowerStatus[] | 'unknown';
}

/** Tells an orchestrator whether the process lives, and whether it can do its work; and those who watch over it, how far it has come. */
@Controller()
export class HealthController {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(FOLLOWERS) private readonly followers: Followers,
  ) {}

  @Public()
  @Get('health/live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /**
   * Ready means that the database answers. Without the bus, appends go on and are published later; what stands still in the log is not mended by
   * another process, and all else works: both only inform.
   */
  @Public()
  @Get('health/ready')
  async ready(): Promise<Ready> {
    const { pool, bus } = this.parts;
    const [database, carrier, followers] = await Promise.all([
      inTime(() => pool.query('SELECT 1')),
      inTime(() => bus.ping()),
      inTime(() => this.followers(this.parts)),
    ]);
    if (!database)
      throw new ProblemError(503, 'database-unreachable', 'The database does not answer; try again later.');
    const troubles = followers ? troublesOf(followers.value) : 'unknown';
    return {
      status: 'ready',
      database: 'answers',
      bus: `${bus.kind}: ${carrier ? 'answers' : 'unreachable'}`,
      ...(troubles.length > 0 && { troubles }),
    };
  }

  /** For Prometheus, and what reads its format. */
  @Public()
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    const told = await this.followers(this.parts);
    // Read second: nobody is ahead of it.
    return metricsOf(await this.parts.store.head(), told);
  }
}

/** Health checks, for a service's module to import. */
@Module({ controllers: [HealthController] })
export class HealthModule {}

/** What a check gives; `undefined` where it fails, or takes too long. */
async function inTime<Value>(check: () => Promise<Value>): Promise<{ readonly value: Value } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), CHECK_MAX_MS);
  });
  const checked = check().then(
    (value) => ({ value }),
    () => undefined,
  );
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}
