import { derivedId } from '@corridor/contracts';
import { statistic } from '@corridor/domain';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import { DAY_MS } from '../corridor/local-time.js';
import { ACTORS, HOME, type Part, type Seen, type SeenOf, type World } from '../institutions/world.js';
import { Stream } from '../lives/stream.js';
import type { Random } from '../random.js';

/** No office publishes these figures: they are made up of the demo's own trade, and their source says so. */
const SOURCE = 'demo-statistics';
/** Fruit and cereals. */
const CHAPTERS = ['08', '10'] as const;
const SIDES = [
  { reporter: 'PK', partner: 'KZ', flow: 'export' },
  { reporter: 'KZ', partner: 'PK', flow: 'import' },
] as const;
/** How many months are published, and how long behind its end each is. */
const MONTHS = 24;
const LAG_DAYS = 45;

/** What statistical offices of the demo publish of two chapters, month by month; no total. */
export class Statistics implements Part {
  private readonly random: Random;
  /** US cents by reporter, flow, chapter and month. */
  private readonly told = new Map<string, bigint>();

  constructor(private readonly world: World) {
    this.random = world.random(2);
    const end = new Date(world.untilMs);
    const month = (back: number): Date =>
      new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back, 1));
    for (let back = MONTHS; back > 0; back -= 1) {
      const period = month(back).toISOString().slice(0, 7);
      const publishedMs = month(back - 1).getTime() + LAG_DAYS * DAY_MS;
      if (month(back).getTime() < world.fromMs) continue;
      for (const side of SIDES) this.publish(side, period, publishedMs);
    }
  }

  see(event: Seen): void {
    if (event.type !== 'DeclarationCleared' && event.type !== 'DeclarationAmended') return;
    for (const line of 'replaced' in event.data ? event.data.replaced : []) this.add(event, line, -1n);
    for (const line of event.data.lines) this.add(event, line, 1n);
  }

  private add(
    { data: { reporter, flow, acceptedOn } }: SeenOf<'DeclarationCleared' | 'DeclarationAmended'>,
    { partner, hs6, statisticalValueUsd }: SeenOf<'DeclarationCleared'>['data']['lines'][number],
    sign: bigint,
  ): void {
    const isAsked = SIDES.some(
      (side) => side.reporter === reporter && side.partner === partner && side.flow === flow,
    );
    if (!isAsked) return;
    const key = keyOf(reporter, flow, hs6.slice(0, 2), acceptedOn.slice(0, 7));
    this.told.set(key, (this.told.get(key) ?? 0n) + sign * toMoney(statisticalValueUsd).minor);
  }

  private publish({ reporter, partner, flow }: (typeof SIDES)[number], period: string, ms: number): void {
    const parts = [SOURCE, reporter, partner, flow, period];
    const statisticId = derivedId('corridor-ledger statistic v1', ...parts);
    const stream = new Stream('statistic', statisticId, statistic, []);
    this.world.say(
      ms,
      ACTORS.commission,
      (occurredAt) => {
        const lines = CHAPTERS.flatMap((code) => {
          const cents = this.told.get(keyOf(reporter, flow, code, period)) ?? 0n;
          // An office knows some of the declarations otherwise.
          const value = (cents * BigInt(this.random.int(930, 1_060))) / 1_000n;
          if (value <= 0n) return [];
          return {
            code,
            value: toMoneyJson({ minor: value, currency: 'USD' }).amount,
            netKgEstimated: false,
          };
        });
        if (lines.length === 0) return undefined;
        const day = occurredAt.slice(0, 10);
        const data = {
          ...{ statisticId, source: SOURCE, reporter, partner, flow, period },
          ...({ classification: 'H6', status: 'provisional', publishedOn: day, downloadedOn: day } as const),
          ...({ currency: 'USD', lines } as const),
        };
        return stream.decide({ type: 'PublishOfficialStatistics', occurredAt, data });
      },
      HOME,
    );
  }
}

function keyOf(...parts: readonly string[]): string {
  return parts.join(' ');
}
