import { CONVOYS, CONVOYS_FROM, type Convoy } from '../corridor/convoys.js';
import { traderById } from '../corridor/firms.js';
import { LANES } from '../corridor/lanes.js';
import { LETTER_DEALS, type LetterDeal } from '../corridor/letter-deals.js';
import { DAY_MS, MINUTE_MS, officeTime } from '../corridor/local-time.js';
import { NORTHERN, NORTHERN_LANES } from '../corridor/northern.js';
import { Random } from '../random.js';
import { laneStarts } from './lane-starts.js';
import type { Apart, Start, StartOptions } from './start.js';

/** The consignments of the demo in the order in which they begin: the trade of the lanes, and beside it what goes by the north, in convoys and under letters of credit. */
export function* starts(options: StartOptions): Generator<Start> {
  const { seed } = options;
  const convoys = new Random(seed, Math.floor(seed / 4_294_967_296), 0x7127);
  const rows = [
    laneStarts(LANES, 0x5eed, options),
    northernStarts(options),
    ...CONVOYS.map((convoy) => convoyStarts(convoy, convoys.fork(), options)),
    letterStarts(options),
  ];
  const heads = rows.map((row) => row.next());
  for (;;) {
    const first = heads.reduce((least, head, index) => (msOf(head) < msOf(heads[least]) ? index : least), 0);
    const [row, head] = [rows[first], heads[first]];
    if (!row || !head || head.done) return;
    yield head.value;
    heads[first] = row.next();
  }
}

function msOf(head: IteratorResult<Start> | undefined): number {
  return head && !head.done ? head.value.ms : Number.POSITIVE_INFINITY;
}

function* northernStarts(options: StartOptions): Generator<Start> {
  const apart = { route: NORTHERN, series: 'N' };
  for (const start of laneStarts(NORTHERN_LANES, 0x4047, options)) yield { ...start, apart };
}

/** One behind the other between the same two firms. */
function* convoyStarts(
  convoy: Convoy,
  random: Random,
  { scale, fromMs, untilMs }: StartOptions,
): Generator<Start> {
  const next = (): number => (random.int(...convoy.everyDays) * DAY_MS) / scale;
  let last = fromMs;
  for (let ms = Math.max(fromMs, CONVOYS_FROM) + random.real() * next(); ms < untilMs; ms += next()) {
    const cents = Math.round((random.int(...convoy.usd) * 100) / Math.max(scale, 1));
    const start = dealt(random, convoy, ms);
    // What comes too late of a day goes on at the same minute of the next one, and so may come before what came later.
    last = Math.max(last, start.ms);
    yield { ...start, ms: last, cents };
  }
}

/** As many as the table has, at whatever scale: each tells another story. */
function* letterStarts({ seed, fromMs, untilMs }: StartOptions): Generator<Start> {
  const root = new Random(seed, Math.floor(seed / 4_294_967_296), 0x1c00);
  const found = LETTER_DEALS.map((deal, index) => {
    const start = dealt(root.fork(), deal, fromMs + (untilMs - fromMs) * deal.at);
    const apart = { ...start.apart, series: 'L', letter: { deal, index } };
    return { ...start, cents: deal.usd * 100, apart };
  });
  yield* found.toSorted((a, b) => a.ms - b.ms);
}

/** What two firms agreed on, from an instant on, in the office hours of who sells. */
function dealt(
  random: Random,
  { exporter: from, importer: to, goods, route }: Convoy | LetterDeal,
  ms: number,
): Start & { readonly apart: Apart } {
  const sides = { exporter: traderById(from), importer: traderById(to) };
  const { exporter, importer } = sides;
  return {
    random: random.fork(),
    ms: officeTime(exporter.place, Math.round(ms / MINUTE_MS) * MINUTE_MS),
    lane: { from: exporter.country, to: importer.country },
    goods,
    cents: 0,
    apart: { series: 'T', route, sides },
  };
}
