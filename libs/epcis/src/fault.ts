import type { z } from 'zod';

/** What is not as it should be, and where. */
export interface Fault {
  /** JSON pointer (RFC 6901), e.g. `/epcisBody/eventList/0/eventTime`. */
  readonly pointer: string;
  /** What the field should be, to be read behind its name. */
  readonly detail: string;
}

/** So many faults of one event are told. */
const FAULTS_MAX = 10;

/** The faults of a value that a schema refused, under the pointer of that value. */
export function faultsOf({ issues }: z.ZodError, pointer: string): readonly Fault[] {
  const faults: Fault[] = [];
  for (const issue of issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const name of names) {
      if (faults.length === FAULTS_MAX) return faults;
      const path = name === undefined ? issue.path : [...issue.path, name];
      const detail = name === undefined ? issue.message : 'is not a field that belongs here';
      faults.push({ pointer: pointer + pointerOf(path), detail });
    }
  }
  return faults;
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
