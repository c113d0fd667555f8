import { GOODS, type GoodsName } from '../corridor/goods.js';
import type { Lane } from '../corridor/lanes.js';
import { DAY_MS, MINUTE_MS } from '../corridor/local-time.js';
import { Random } from '../random.js';
import type { Start, StartOptions } from './start.js';

/** The value that is planned and not sent yet, of one kind of goods on one lane. */
interface Stock {
  readonly lane: Lane;
  readonly goods: GoodsName;
  readonly share: number;
  readonly season: readonly number[];
  readonly random: Random;
  /** US cents. */
  planned: number;
  /** US cents of the consignment that goes next. */
  next: number;
}

const CENTS_PER_MILLION_USD = 100_000_000;
const MONTHS_A_YEAR = 12;

/**
 * The consignments of lanes in the order in which they begin. What each month is worth follows from the plan of the lane and the
 * season; consignments are sent until that is used up, so that the sum of a year strays by little, whatever the seed. A
 * scale above 1 makes more and smaller consignments of the same value, one below 1 fewer of the same size.
 *
 * @param word tells the randomness of one set of lanes from that of another.
 */
export function* laneStarts(lanes: readonly Lane[], word: number, options: StartOptions): Generator<Start> {
  const { seed, scale, fromMs, untilMs } = options;
  const root = new Random(seed, Math.floor(seed / 4_294_967_296), word);
  const stocks = lanes.flatMap((lane) => stocksOf(root, lane));
  for (const stock of stocks) {
    stock.next = drawCents(stock, scale);
    // Nothing begins with a bang: each kind is somewhere between two consignments.
    stock.planned = stock.next * stock.random.real();
  }
  for (let month = monthOf(fromMs); month.fromMs < untilMs; month = monthOf(month.untilMs)) {
    const begins = Math.max(month.fromMs, fromMs);
    const ends = Math.min(month.untilMs, untilMs);
    const elapsed = ((begins + ends) / 2 - fromMs) / (untilMs - fromMs);
    const share = (ends - begins) / (month.untilMs - month.fromMs) / MONTHS_A_YEAR;
    yield* stocks
      .flatMap((stock) => monthStarts(stock, { begins, ends, elapsed, share, scale, index: month.index }))
      .sort((a, b) => a.ms - b.ms);
  }
}

function stocksOf(root: Random, lane: Lane): Stock[] {
  const parts = Object.entries(lane.goods) as [GoodsName, number][];
  const whole = parts.reduce((total, [, part]) => total + part, 0);
  return parts.map(([goods, part]) => {
    const { season } = GOODS[goods];
    const mean = season.reduce((a, b) => a + b, 0) / season.length;
    return {
      lane,
      goods,
      share: part / whole,
      season: season.map((weight) => weight / mean),
      random: root.fork(),
      planned: 0,
      next: 0,
    };
  });
}

function monthStarts(
  stock: Stock,
  month: { begins: number; ends: number; elapsed: number; share: number; scale: number; index: number },
): Start[] {
  const { lane, goods, random } = stock;
  const yearly = lane.fromMillionUsd + (lane.toMillionUsd - lane.fromMillionUsd) * month.elapsed;
  const size = Math.min(month.scale, 1);
  stock.planned +=
    yearly * CENTS_PER_MILLION_USD * month.share * stock.share * (stock.season[month.index] ?? 0) * size;
  const found: Start[] = [];
  while (stock.planned >= stock.next) {
    const cents = stock.next;
    stock.planned -= cents;
    stock.next = drawCents(stock, month.scale);
    found.push({ random: random.fork(), ms: beginning(random, month), lane, goods, cents });
  }
  return found;
}

/** Between 8 and 18 o'clock in Pakistan, on few weekends. */
function beginning(random: Random, { begins, ends }: { begins: number; ends: number }): number {
  const day = (): number => begins + random.int(0, Math.round((ends - begins) / DAY_MS) - 1) * DAY_MS;
  let ms = day();
  // 1 January 1970 was a Thursday.
  const weekday = (ms / DAY_MS + 4) % 7;
  if ((weekday === 6 || weekday === 0) && random.chance(0.85)) ms = day();
  return ms + random.int(3 * 60, 13 * 60 - 1) * MINUTE_MS;
}

/** Around the ordinary value of the goods; one in eight is a big one. */
function drawCents({ goods, random }: Stock, scale: number): number {
  const ordinary = (GOODS[goods].usd * 100) / Math.max(scale, 1);
  const factor = (random.real() + random.real() + random.real()) / 1.5;
  return Math.max(100, Math.round(ordinary * (0.1 + 0.85 * factor) * (random.chance(0.125) ? 1.8 : 1)));
}

/** The calendar month in UTC that holds an instant. */
function monthOf(ms: number): { index: number; fromMs: number; untilMs: number } {
  const date = new Date(ms);
  const [year, index] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { index, fromMs: Date.UTC(year, index), untilMs: Date.UTC(year, index + 1) };
}
