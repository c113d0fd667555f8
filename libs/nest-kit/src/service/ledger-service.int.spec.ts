import type { RecordedEvent } from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { freePort } from '@corridor/local-servers';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { Controller, Inject, Module, Post, Req } from '@nestjs/common';
import type pg from 'pg';
import { pino } from 'pino';
import {
  answerOnce,
  commandRequestOf,
  type HttpRequest,
  idempotentConsumer,
  LEDGER_PARTS,
  type LedgerParts,
  type LedgerServiceOptions,
  Public,
  type RunningService,
  responseOf,
  startLedgerService,
} from '../index.js';

const logger = pino({ level: 'silent' });
const consignmentId = '0191d8a0-0000-7000-8000-000000000001';

/** Appends whatever it is sent to one stream. */
@Controller('v1/probes')
class Probes {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  @Public()
  @Post()
  async append(@Req() { method, url, headers, body }: HttpRequest): Promise<unknown> {
    const caller = { participant: 'demo-mills', role: 'trader' } as const;
    const { store } = this.parts;
    const request = commandRequestOf({ method, url, headers, body, caller });
    return responseOf(
      await answerOnce(store, request, { probe: 'first' }, (context) =>
        store.append({
          ...context,
          streams: [
            {
              streamId: `consignment-${consignmentId}`,
              expectedVersion: 'any',
              events: [
                {
                  type: 'ConsignmentDelivered',
                  schemaVersion: 1,
                  occurredAt: '2026-03-01T10:00:00+05:00',
                  data: body,
                  participants: [],
                },
              ],
            },
          ],
        }),
      ),
    );
  }
}

@Module({ controllers: [Probes] })
class ProbesModule {}

let ledger: TestLedger;
let owner: pg.Pool;
beforeAll(async () => {
  ledger = await startTestLedger();
  owner = ledgerPool(ledger.url);
});
afterAll(async () => {
  await owner.end();
  await ledger.stop();
});

const running: RunningService[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

/** Stopped behind the test, whatever becomes of it. */
async function start(options: Partial<LedgerServiceOptions> = {}): Promise<RunningService> {
  const service = await startLedgerService({
    settings: settings(),
    logger,
    role: 'trade_events',
    module: ProbesModule,
    ...options,
  });
  running.push(service);
  return service;
}

const settings = (kafkaBrokers?: readonly string[]) => ({
  databaseUrl: ledger.url,
  ...(kafkaBrokers && { kafkaBrokers }),
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
});

const post = async (service: RunningService, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${service.url}/v1/probes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: { position: number } & Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, body: answer };
};

const subscribed = (group: string) =>
  ({ group, services: ['trade-events'], types: ['ConsignmentDelivered'] }) as const;

it('takes requests, publishes what they led to, consumes it, and stops in good order', async () => {
  const seen: RecordedEvent[] = [];
  const service = await start({
    publishes: 'trade-events',
    consumers: (parts) => [
      idempotentConsumer(parts, subscribed('probe'), {
        handle: async (event) => {
          seen.push(event);
        },
      }),
    ],
  });
  const { status, body } = await post(service, { location: 'KZALA' });
  expect(status).toBe(201);
  const deadline = Date.now() + 10_000;
  while (seen.length === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toMatchObject([{ position: body.position, data: { location: 'KZALA' } }]);

  const ready = await fetch(`${service.url}/health/ready`);
  expect(await ready.json()).toEqual({ status: 'ready', database: 'answers', bus: 'postgres: answers' });
  await running.pop()?.stop();
  await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
});

it('answers a repeated request with the first answer, and appends nothing', async () => {
  const service = await start();
  const headers = { 'idempotency-key': 'once' };
  const first = await post(service, { location: 'KZALA' }, headers);
  const head = await new EventStore({ pool: owner }).head();
  expect(await post(service, { location: 'KZALA' }, headers)).toEqual(first);
  const other = await post(service, { location: 'KZAST' }, headers);
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  expect(await new EventStore({ pool: owner }).head()).toBe(head);
});

it('works without a bus: requests are answered, and readiness tells that it is unreachable', async () => {
  const service = await start({
    settings: settings([`127.0.0.1:${await freePort()}`]),
    publishes: 'trade-events',
    consumers: (parts) => [
      idempotentConsumer(parts, subscribed('lonely'), { handle: async () => undefined }),
    ],
  });
  expect((await post(service, { location: 'KZALA' })).status).toBe(201);
  const ready = await fetch(`${service.url}/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ bus: 'kafka: unreachable' });
});

it('says that it is not ready while the database is gone', async () => {
  const gone = await startTestLedger();
  const service = await start({ settings: { ...settings(), databaseUrl: gone.url } });
  await gone.stop();
  const ready = await fetch(`${service.url}/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ code: 'database-unreachable' });
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
});
