import type { ReadSession } from '../read/read-session.js';
import { type TimeCellRow, VISIT_TIMES } from './time-cells.sql.js';
import type { StepOfCell } from './time-cuts.js';
import { TenthsOfSteps } from './times-in-cells.js';

const stepOf = (nth: number): StepOfCell => ({
  cell: { nth, first_position: '1' } as TimeCellRow,
  begins: 10,
  ends: 20,
});
const [FIRST, SECOND, THIRD] = [1, 2, 3].map(stepOf) as [StepOfCell, StepOfCell, StepOfCell];

/** A session whose reads answer as they are told: each part with as many as the place of its cell. */
function sessionOf(answers: (() => Promise<void>)[]): { session: ReadSession; asked: number[][] } {
  const asked: number[][] = [];
  const query = async (_: string, [, cells]: readonly [number, number[]]) => {
    asked.push(cells);
    await answers.shift()?.();
    return cells.map((nth, at) => ({ at: at + 1, part: `{${nth}}` }));
  };
  const read = (work: (manager: { query: typeof query }) => unknown) => work({ query });
  return { session: { read } as unknown as ReadSession, asked };
}

it('reads each step once, whoever asks for it', async () => {
  const { session, asked } = sessionOf([]);
  const tenths = new TenthsOfSteps(session, VISIT_TIMES, 7);
  const [one, other] = await Promise.all([tenths.of([FIRST, SECOND]), tenths.of([SECOND, THIRD])]);
  const again = await tenths.of([FIRST, THIRD]);
  expect(asked).toEqual([[1, 2], [3]]);
  expect([one(SECOND), other(SECOND), again(THIRD)]).toEqual([
    new Map([[10, [2]]]),
    new Map([[10, [2]]]),
    new Map([[10, [3]]]),
  ]);
});

it('tells all that ask of a failure, and leaves none that nobody is told of', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const late = () => new Promise<void>((_, reject) => setImmediate(() => reject(new Error('late'))));
    const { session } = sessionOf([() => Promise.reject(new Error('early')), late]);
    const tenths = new TenthsOfSteps(session, VISIT_TIMES, 7);
    const both = await Promise.allSettled([tenths.of([FIRST, SECOND]), tenths.of([SECOND, THIRD])]);
    expect(both).toMatchObject([{ reason: { message: 'early' } }, { reason: { message: 'early' } }]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
