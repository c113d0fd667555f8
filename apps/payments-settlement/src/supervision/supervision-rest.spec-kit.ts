import { randomUUID } from 'node:crypto';
import type { RunningService } from '@corridor/nest-kit';
import { checkDocumented } from '@corridor/testing';
import { pino } from 'pino';
import { startPaymentsSettlement } from '../index.js';
import { ALMATY, KARACHI, TradeWorld } from '../trade-world.spec-kit.js';
import { MILLS, SupervisedWorld } from './supervised-world.spec-kit.js';

/** Who calls, each by a key of its own. */
const HOLDERS = {
  karachi: [KARACHI, 'bank'],
  almaty: [ALMATY, 'bank'],
  mills: [MILLS, 'trader'],
  stranger: ['demo-stranger', 'trader'],
  customs: ['demo-customs', 'customs'],
  reporter: ['demo-reporter', 'reporter'],
  operator: ['demo-operator', 'operator'],
} as const;
export type Holder = keyof typeof HOLDERS;

export interface Answer {
  readonly status: number;
  // Bodies are compared field by field, and held against the document.
  // biome-ignore lint/suspicious/noExplicitAny: of every route
  readonly body: any;
}

/** payments-settlement at work by a clock that stands, and the ledger below it. */
export class SupervisionService {
  private constructor(
    readonly world: SupervisedWorld,
    private readonly service: RunningService,
  ) {}

  static async start(now: string): Promise<SupervisionService> {
    const trade = await TradeWorld.start();
    for (const [holder, [participant, role]] of Object.entries(HOLDERS)) {
      await trade.key(`${holder}-key`, participant, role);
    }
    const settings = {
      databaseUrl: trade.ledger.url,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    } as const;
    const clock = { now: () => Date.parse(now) };
    const service = await startPaymentsSettlement(settings, pino({ level: 'silent' }), clock);
    return new SupervisionService(SupervisedWorld.on(trade), service);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.world.stop();
  }

  get(holder: Holder, path: string): Promise<Answer> {
    return this.send(holder, 'GET', path);
  }

  post(holder: Holder, path: string, body: object, key: string = randomUUID()): Promise<Answer> {
    return this.send(holder, 'POST', path, {
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  }

  private async send(holder: Holder, method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${this.service.url}/v1/${path}`, {
      ...init,
      method,
      headers: { ...init.headers, authorization: `Bearer ${holder}-key` },
    });
    const { status, headers } = response;
    const text = await response.text();
    checkDocumented(method, `/v1/${path}`, { status, type: headers.get('content-type'), text, headers });
    return { status, body: JSON.parse(text) };
  }
}
