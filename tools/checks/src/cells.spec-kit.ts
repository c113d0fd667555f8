import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import type pg from 'pg';
import type { ReadSession } from '../../../apps/gateway/src/read/read-session.js';

/** Lives that go on step by step, the turns of them mixed; a step that a decider refuses is left out. */
export function liveMixed(lives: readonly (readonly (() => void)[])[], seed: number): void {
  const left = lives.map((life) => [...life]);
  for (const turn of fc.sample(fc.nat(), { seed, numRuns: lives.flat().length })) {
    const alive = left.filter((life) => life.length > 0);
    const next = alive[turn % alive.length]?.shift();
    try {
      next?.();
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
}

/** Statements alone, of whatever session. */
export function sessionOf(reader: pg.Pool): ReadSession {
  return {
    read: (work: (manager: { query(sql: string, parameters: unknown[]): Promise<unknown> }) => unknown) =>
      work({ query: async (sql, parameters) => (await reader.query(sql, parameters)).rows }),
  } as unknown as ReadSession;
}
