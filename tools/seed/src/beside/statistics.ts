import { derivedId, type EventDataOf } from '@corridor/contracts';
import { releaseCalendar, statistic } from '@corridor/domain';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import { DAY_MS, HOUR_MS } from '../corridor/local-time.js';
import { ACTORS, HOME, type Part, type Seen, type SeenOf, type World } from '../institutions/world.js';
import { Stream } from '../lives/stream.js';
import type { Random } from '../random.js';

type Published = EventDataOf<'OfficialStatisticsPublished'>;
type Status = Published['status'];

/** No office publishes these figures: they are made up of the demo's own trade, and their source says so. */
const SOURCE = 'demo-statistics';
/** Vegetables, fruit, cereals, oils; medicines; cotton, clothes, linen; iron and steel, copper, zinc. */
const CHAPTERS = ['07', '08', '10', '15', '30', '52', '61', '63', '72', '74', '79'] as const;
const TOTAL = 'TOTAL';
const SIDES = [
  { reporter: 'PK', partner: 'KZ', flow: 'export' },
  { reporter: 'KZ', partner: 'PK', flow: 'import' },
  { reporter: 'PK', partner: 'KZ', flow: 'import' },
  { reporter: 'KZ', partner: 'PK', flow: 'export' },
] as const;
/** How many months are published, how long behind its end each is, and how much later it is told anew. */
const MONTHS = 24;
const LAG_DAYS = 45;
const REVISED_DAYS = 75;

/**
 * When figures of a month stay what they are. Pakistan's statistics go by a fiscal year that ends in June, Kazakhstan's by the calendar's; that a year is final three and six months behind its end
 * is the demo's own, and so is that the two newest months are provisional.
 */
const CALENDARS = [
  { reporter: 'PK', provisionalMonths: 2, finalAfterMonths: 3, yearEndMonth: 6 },
  { reporter: 'KZ', provisionalMonths: 2, finalAfterMonths: 6, yearEndMonth: 12 },
] as const;
/** How much an office knows otherwise than the ledger, in thousandths: less from one telling to the next. */
const KNOWN: Readonly<Record<Status, readonly [number, number]>> = {
  provisional: [930, 1_060],
  revised: [975, 1_020],
  final: [992, 1_006],
};

/** What statistical offices of the demo publish, month by month: all goods and some chapters, provisional first, then revised, and final by the calendar. */
export class Statistics implements Part {
  private readonly random: Random;
  /** US cents by reporter, flow, chapter and month. */
  private readonly told = new Map<string, bigint>();

  constructor(private readonly world: World) {
    this.random = world.random(2);
    for (const calendar of CALENDARS) this.setCalendar(calendar);
    const end = new Date(world.untilMs);
    for (let back = MONTHS; back > 0; back -= 1) {
      const [fromMs, untilMs] = [back, back - 1].map((months) =>
        Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - months, 1),
      );
      if (fromMs === undefined || untilMs === undefined || fromMs < world.fromMs) continue;
      const period = new Date(fromMs).toISOString().slice(0, 7);
      for (const side of SIDES) this.publish(side, period, untilMs + LAG_DAYS * DAY_MS);
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
    const { minor } = toMoney(statisticalValueUsd);
    for (const code of [TOTAL, hs6.slice(0, 2)]) {
      const key = keyOf(reporter, flow, code, acceptedOn.slice(0, 7));
      this.told.set(key, (this.told.get(key) ?? 0n) + sign * minor);
    }
  }

  private setCalendar({ reporter, ...rule }: (typeof CALENDARS)[number]): void {
    const stream = new Stream('releasecalendar', reporter, releaseCalendar, []);
    const effectiveFrom = new Date(this.world.fromMs).toISOString().slice(0, 7);
    const data = { reporter, effectiveFrom, ...rule, source: 'Made up for the demo; no office said so' };
    this.world.say(this.world.fromMs + HOUR_MS, ACTORS.commission, (occurredAt) =>
      stream.decide({ type: 'SetReleaseCalendar', occurredAt, data }),
    );
  }

  private publish(side: (typeof SIDES)[number], period: string, ms: number): void {
    const { reporter, partner, flow } = side;
    const parts = [SOURCE, reporter, partner, flow, period];
    const statisticId = derivedId('corridor-ledger statistic v1', ...parts);
    const stream = new Stream('statistic', statisticId, statistic, []);
    const revisedMs = ms + REVISED_DAYS * DAY_MS;
    const times: readonly (readonly [Status, number])[] = [
      ['provisional', ms],
      ['revised', revisedMs],
      ['final', Math.max(finalFrom(reporter, period) + 14 * DAY_MS, revisedMs + 30 * DAY_MS)],
    ];
    for (const [status, publishedMs] of times) {
      this.world.say(
        publishedMs,
        ACTORS.commission,
        (occurredAt) => {
          const lines = this.linesOf(side, period, status);
          if (lines.length === 0) return undefined;
          const day = occurredAt.slice(0, 10);
          const data = {
            ...{ statisticId, source: SOURCE, reporter, partner, flow, period },
            ...({ classification: 'H6', status, publishedOn: day, downloadedOn: day } as const),
            ...({ currency: 'USD', lines } as const),
          };
          return stream.decide({ type: 'PublishOfficialStatistics', occurredAt, data });
        },
        HOME,
      );
    }
  }

  /** Each chapter as the office knows it; what it tells of all goods holds the chapters that it does not tell, too. */
  private linesOf(
    { reporter, flow }: (typeof SIDES)[number],
    period: string,
    status: Status,
  ): Published['lines'] {
    const toldOf = (code: string): bigint => this.told.get(keyOf(reporter, flow, code, period)) ?? 0n;
    let others = toldOf(TOTAL);
    let all = 0n;
    const lineOf = (code: string, minor: bigint): Published['lines'][number] => {
      const value = toMoneyJson({ minor, currency: 'USD' }).amount;
      return { code, value, netKgEstimated: false };
    };
    const lines = CHAPTERS.flatMap((code) => {
      const cents = toldOf(code);
      const value = (cents * BigInt(this.random.int(...KNOWN[status]))) / 1_000n;
      if (value <= 0n) return [];
      others -= cents;
      all += value;
      return [lineOf(code, value)];
    });
    all += others > 0n ? others : 0n;
    return all === 0n ? [] : [...lines, lineOf(TOTAL, all)];
  }
}

/** The first instant at which a month is final by the calendar of its reporter, by UTC. */
function finalFrom(reporter: string, period: string): number {
  const calendar = CALENDARS.find((each) => each.reporter === reporter);
  if (!calendar) throw new RangeError(`The demo has no calendar for ${reporter}.`);
  const { yearEndMonth, finalAfterMonths } = calendar;
  const [year = 0, month = 0] = period.split('-').map(Number);
  const endYear = month > yearEndMonth ? year + 1 : year;
  // The month behind the one that ends the year, and as many full months on.
  return Date.UTC(endYear, yearEndMonth + finalAfterMonths, 1);
}

function keyOf(...parts: readonly string[]): string {
  return parts.join(' ');
}
