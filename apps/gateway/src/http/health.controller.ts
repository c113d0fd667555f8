import { Operation, ProblemError, Public } from '@corridor/nest-kit';
import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceName, ServiceUrls } from '../proxy/rest-routes.js';
import { liveAnswer, readyAnswer } from './health.answers.js';

const CHECK_MAX_MS = 3_000;

/** Nest's token for {@link ServiceUrls}. */
export const SERVICE_URLS = Symbol('service urls');

/** Nest's token for the address of reporting, if it was told. */
export const REPORTING_URL = Symbol('address of reporting');

type Health = 'ready' | 'not ready' | 'unreachable';

interface Figures {
  /** Events of the log that one of the figures does not have yet. */
  readonly behind: number;
  readonly stands: boolean;
}

/** Tells an orchestrator whether the process lives, and whether everything behind this address can do its work. */
@Controller('health')
export class GatewayHealthController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(SERVICE_URLS) private readonly services: ServiceUrls,
    @Inject(REPORTING_URL) private readonly reportingUrl: string | undefined,
  ) {}

  @Public()
  @Get('live')
  @Operation('Tells that the process lives. Each service answers so on its own address, too.', {
    answer: liveAnswer,
  })
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Public()
  @Get('ready')
  @Operation(
    'Tells whether everything behind this address can do its work. A service answers for itself on its own address, with `database` and `bus`.',
    { answer: readyAnswer, refuses: [503] },
  )
  async ready() {
    const names = Object.keys(this.services) as ServiceName[];
    const [figures, reporting, ...answers] = await Promise.all([
      this.figures(),
      this.reportingUrl === undefined ? ('unknown' as const) : healthOf(this.reportingUrl),
      ...names.map((name) => healthOf(this.services[name])),
    ]);
    const found = Object.fromEntries(names.map((name, at) => [name, answers[at]]));
    const database: Health = figures ? 'ready' : 'unreachable';
    const faults = Object.entries({ database, ...found }).filter(([, health]) => health !== 'ready');
    if (!figures || faults.length > 0) {
      const told = faults.map(([name, health]) => `${name} is ${health}`).join(', ');
      throw new ProblemError(503, 'not-ready', `Not everything can be answered: ${told}. Try again later.`);
    }
    const ready = 'ready' as const;
    return {
      status: ready,
      database: ready,
      services: Object.fromEntries(names.map((name) => [name, ready])),
      // Figures that stand are right as of where they stand, and say so: told, and no reason to send the banks away.
      reporting: {
        status: figures.stands ? ('stands still' as const) : reporting,
        behind: figures.behind,
      },
    };
  }

  /** How the figures stand, by the database; `undefined` where it does not answer. */
  private async figures(): Promise<Figures | undefined> {
    const answer = this.dataSource
      .query<{ behind: string; stands: boolean }[]>(
        `SELECT greatest(0, (SELECT position FROM read.head) - coalesce(min(position), 0)) AS behind,
           coalesce(bool_or(error IS NOT NULL), false) AS stands FROM read.projection_status`,
      )
      .then(([row]) => row && { behind: Number(row.behind), stands: row.stands });
    return Promise.race([answer, late()]).catch(() => undefined);
  }
}

/** What a service says of itself. */
async function healthOf(url: string): Promise<Health> {
  try {
    const { ok, body } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(CHECK_MAX_MS) });
    await body?.cancel();
    return ok ? 'ready' : 'not ready';
  } catch {
    return 'unreachable';
  }
}

function late(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), CHECK_MAX_MS).unref();
  });
}
