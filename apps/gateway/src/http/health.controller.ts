import { Operation, ProblemError, Public } from '@corridor/nest-kit';
import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceName, ServiceUrls } from '../proxy/rest-routes.js';
import { liveAnswer, readyAnswer } from './health.answers.js';

const CHECK_MAX_MS = 3_000;

/** Nest's token for {@link ServiceUrls}. */
export const SERVICE_URLS = Symbol('service urls');

type Health = 'ready' | 'not ready' | 'unreachable';

/** Tells an orchestrator whether the process lives, and whether everything behind this address can do its work. */
@Controller('health')
export class GatewayHealthController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(SERVICE_URLS) private readonly services: ServiceUrls,
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
    const [database, ...answers] = await Promise.all([
      this.database(),
      ...names.map((name) => healthOf(this.services[name])),
    ]);
    const found = Object.fromEntries(names.map((name, at) => [name, answers[at]]));
    const faults = Object.entries({ database, ...found }).filter(([, health]) => health !== 'ready');
    if (faults.length > 0) {
      const told = faults.map(([name, health]) => `${name} is ${health}`).join(', ');
      throw new ProblemError(503, 'not-ready', `Not everything can be answered: ${told}. Try again later.`);
    }
    const ready = 'ready' as const;
    return {
      status: ready,
      database: ready,
      services: Object.fromEntries(names.map((name) => [name, ready])),
    };
  }

  private async database(): Promise<Health> {
    const answer = this.dataSource.query('SELECT 1').then((): Health => 'ready');
    return Promise.race([answer, late()]).catch(() => 'unreachable');
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

function late(): Promise<Health> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('unreachable'), CHECK_MAX_MS).unref();
  });
}
