import { randomUUID } from 'node:crypto';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { generationsAtWork } from '@corridor/projections';
import { startReporting } from '@corridor/reporting';
import { EpcisClient, palletSeen } from '../../../apps/trade-events/src/epcis/epcis.spec-kit.js';
import { type Holder, TradeWorld } from '../../../apps/trade-events/src/trade-events.spec-kit.js';

export type Told = Readonly<Record<string, unknown>>;

const START = Date.parse('2026-04-01T00:00:00Z');

/** trade-events and reporting on one ledger: the query interface answers from what the one makes of the log that the other writes. */
export class QueryWorld {
  /** The clock of trade-events, milliseconds since 1970. */
  now = START;
  private serial = 0;
  private reporting: RunningService | undefined;
  private running: { readonly trade: TradeWorld; readonly epcis: EpcisClient } | undefined;

  async start(): Promise<void> {
    const trade = await TradeWorld.start(() => this.now);
    this.running = { trade, epcis: new EpcisClient(trade) };
  }

  get trade(): TradeWorld {
    return this.started.trade;
  }
  get epcis(): EpcisClient {
    return this.started.epcis;
  }

  /** Starts reporting, and waits until the first generation of the index is built. */
  async report(): Promise<void> {
    const settings = { databaseUrl: this.trade.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
    this.reporting = await startReporting(settings, createLogger('reporting', settings));
    const until = Date.now() + 15_000;
    while ((await this.epcis.send('operator', 'events')).status === 503) {
      if (Date.now() > until) throw new Error('reporting does not begin');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    await this.reporting?.stop();
    await this.running?.trade.stop();
  }

  /** An event that was never captured, of a purchase order. */
  seen(po: string, change: object = {}) {
    this.serial += 1;
    return palletSeen(this.serial, { bizTransactionList: [{ type: 'po', bizTransaction: po }], ...change });
  }

  /** One page, once the index holds all that was captured; a client would see it in the answer that comes next. */
  async ask(holder: Holder, parameters: Record<string, string>) {
    await this.caughtUp();
    const answer = await this.epcis.send(holder, `events?${new URLSearchParams(parameters)}`);
    const { status, headers, body } = answer;
    if (status !== 200) return { status, body, events: [], next: undefined };
    const results = (body as { epcisBody: { queryResults: { resultsBody: { eventList: Told[] } } } })
      .epcisBody;
    const [, next] = /^<\/epcis\/(.*)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
    return { status, body, events: results.queryResults.resultsBody.eventList, next, headers };
  }

  /** The events of a query over all of its pages. */
  async all(
    holder: Holder,
    parameters: Record<string, string>,
    between = async () => {},
  ): Promise<readonly Told[]> {
    const found: Told[] = [];
    let asked: Record<string, string> | undefined = parameters;
    while (asked) {
      const { status, body, events, next } = await this.ask(holder, asked);
      if (status !== 200) throw new Error(JSON.stringify(body));
      found.push(...events);
      await between();
      asked = next === undefined ? undefined : Object.fromEntries(new URLSearchParams(next.split('?')[1]));
    }
    return found;
  }

  private async caughtUp(): Promise<void> {
    const head = await this.trade.log.head();
    const until = Date.now() + 15_000;
    for (;;) {
      const generations = await generationsAtWork(this.trade.owner);
      const index = generations.find(({ name, state }) => name === 'epcis-events' && state === 'live');
      if (index && index.position >= head) return;
      if (Date.now() > until) throw new Error('reporting does not catch up');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private get started() {
    if (!this.running) throw new Error('not started');
    return this.running;
  }
}

/** What keeps the events of one test apart from those of the others: a purchase order of its own. */
export const order = () => `https://orders.example.com/${randomUUID()}`;
export const ofOrder = (po: string) => ({ EQ_bizTransaction_po: po });
export const epcsOf = (events: readonly Told[]) => events.map(({ epcList }) => (epcList as string[])[0]);
