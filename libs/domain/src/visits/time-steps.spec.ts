import { tenthsOf, tenthsOfStep, timePartOf, timeStepOf } from './time-steps.js';

const LONGEST = 876_494_160;

it('has a step for each tenth of an hour up to 1.6 h, and eight to each doubling from there on', () => {
  const tenths = [0, 1, 7, 8, 15, 16, 17, 18, 31, 32, 35, 36, 511, 512];
  expect(tenths.map(timeStepOf)).toEqual([0, 1, 7, 8, 15, 16, 16, 17, 23, 24, 24, 25, 55, 56]);
  expect(tenthsOfStep(16)).toEqual({ begins: 16, width: 2 });
  expect(tenthsOfStep(55)).toEqual({ begins: 480, width: 32 });
});

it('steps follow each other without a gap, whatever a clock tells', () => {
  let behind = 0;
  for (let step = 0; step <= timeStepOf(LONGEST); step += 1) {
    const { begins, width } = tenthsOfStep(step);
    expect(begins).toBe(behind);
    expect([timeStepOf(begins), timeStepOf(begins + width - 1)]).toEqual([step, step]);
    behind = begins + width;
  }
  expect(behind).toBeGreaterThan(LONGEST);
  // All that the lists of steps can have.
  expect(timeStepOf(LONGEST)).toBeLessThan(256);
});

it('a part is a step, or 64 tenths of it', () => {
  const tenths = [0, 15, 17, 511, 575, 1_023, 1_024, 1_087, 1_088, 1_151, LONGEST];
  expect(tenths.map(timePartOf)).toEqual([0, 15, 16, 480, 512, 960, 1_024, 1_024, 1_088, 1_088, 876_494_144]);
});

it('rounds to the tenth of an hour, half to even', () => {
  expect([0, 180_000, 180_001, 540_000, 7_380_000].map(tenthsOf)).toEqual([0, 0, 1, 2, 20]);
});
