import { divideHalfEven } from '@corridor/kernel';

/**
 * How lengths of time are counted. What is shown of them is rounded to the tenth of an hour, and rounding leaves the order as it is: a percentile by nearest rank of what is
 * rounded is the percentile, rounded. So counts of tenths tell it exactly. There are many of these: a step is what took about as long, and parts of it have the tenths.
 */
export const TENTH_MS = 360_000;
/** Times up to one that is twice as long make eight steps. */
const BITS_OF_STEPS = 3;
const STEPS = 2 ** BITS_OF_STEPS;
/** A part has no more tenths than this, however wrong a clock was. */
export const PART_TENTHS = 64;

/** A length of time in tenths of an hour, half to even. */
export function tenthsOf(ms: number): number {
  return Number(divideHalfEven(BigInt(ms), BigInt(TENTH_MS)));
}

/** The step that a length of time is of: each tenth is one by itself up to 1.6 hours; from there on, the longer it is the more it has. */
export function timeStepOf(tenths: number): number {
  if (tenths < STEPS) return tenths;
  const bits = 31 - Math.clz32(tenths) - BITS_OF_STEPS;
  return bits * STEPS + Math.floor(tenths / 2 ** bits);
}

/** The first tenth of a step, and how many it has. */
export function tenthsOfStep(step: number): { readonly begins: number; readonly width: number } {
  const bits = Math.max(0, Math.floor(step / STEPS) - 1);
  const width = 2 ** bits;
  return { begins: (step - bits * STEPS) * width, width };
}

/** Where the part of its step begins that has a length of time. */
export function timePartOf(tenths: number): number {
  const { begins, width } = tenthsOfStep(timeStepOf(tenths));
  return width <= PART_TENTHS ? begins : tenths - (tenths % PART_TENTHS);
}
