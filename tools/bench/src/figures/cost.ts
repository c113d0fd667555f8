import { startFilledGateway } from '../filled-gateway.js';
import { TODAY } from '../institutions/filling.js';
import type { FiguresOptions } from '../options.js';
import { median, medianRatio } from '../statistics.js';
import type { FiguresBench } from './figures-bench.js';
import { fillingOf } from './filling.js';
import { questionsAt } from './questions.js';

const SMALL = 10_000;
const GOAL_RATIO = 1.2;
/** The facts are spread over a thousand days. */
const MIDDLE = new Date(Date.parse(TODAY) - 500 * 86_400_000).toISOString().slice(0, 10);
/** Answers take a few milliseconds: each question is asked so often in a round, and before them. */
const TURNS = 20;
const WARM = 10;
/** What takes longer on both sides together is asked less often, yet so many times. */
const SPENT_MAX_MS = 20_000;
const ASKED_MIN = 3;

/** What figures cost, asked of the gateway in GraphQL, on a log that has grown beside one that has not: one round of one, one of the other. */
export async function benchCost(
  { server, endings, report, progress }: FiguresBench,
  { events, rounds }: Pick<FiguresOptions, 'events' | 'rounds'>,
): Promise<void> {
  const open = async (database: string, facts: number) => {
    const before = { position: Math.floor(facts / 2), day: MIDDLE };
    const filling = { database, facts, filling: fillingOf(facts), today: TODAY, before };
    const side = await startFilledGateway(server, filling, progress);
    return { ...side, stop: endings.add(side.stop) };
  };
  const small = await open('small', SMALL);
  const large = await open('large', events);
  try {
    const sides = [
      { side: small, questions: questionsAt(SMALL / 2, SMALL) },
      { side: large, questions: questionsAt(Math.floor(events / 2), events) },
    ];
    const names = questionsAt(0, 0).map(([name]) => name);
    const taken = names.map((name) => ({ name, spent: 0, ms: sides.map(() => [] as number[]) }));
    // The first rounds warm up.
    for (let round = -WARM; round < rounds * TURNS; round += 1) {
      progress.step(`cost: turn ${round + 1} of ${rounds * TURNS}`);
      for (const [at, asked] of taken.entries()) {
        const { name, ms } = asked;
        if (asked.spent > SPENT_MAX_MS && (round < 0 || (ms[0]?.length ?? 0) >= ASKED_MIN)) continue;
        for (const [which, { side, questions }] of sides.entries()) {
          const query = questions[at]?.[1] ?? name;
          const began = performance.now();
          await side.ask(query);
          const took = performance.now() - began;
          asked.spent += took;
          if (round >= 0) ms[which]?.push(took);
        }
      }
    }
    const title = `on ${events.toLocaleString('en-GB')} events, and on ${SMALL.toLocaleString('en-GB')}`;
    report.measurements(title);
    for (const { name, ms } of taken) {
      const [ofSmall = [], ofLarge = []] = ms;
      report.measurement({
        name: `${name}, ${SMALL.toLocaleString('en-GB')}`,
        value: median(ofSmall),
        unit: 'ms',
      });
      report.measurement({ name: `${name}, all`, value: median(ofLarge), unit: 'ms' });
    }
    report.checks('cost');
    for (const { name, ms } of taken) {
      const value = medianRatio(ms[1] ?? [], ms[0] ?? []);
      report.check({ name, value, unit: '×', goal: GOAL_RATIO, atMost: true });
    }
  } finally {
    await large.stop();
    await small.stop();
  }
}
