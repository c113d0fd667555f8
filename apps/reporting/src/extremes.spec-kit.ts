import { validateEventData } from '@corridor/contracts';
import type { StreamAppend } from '@corridor/event-store';
import { minorUnitDigits } from '@corridor/kernel';

/** Where days go: as early or as late as there are any. */
export type Calendar = 'first' | 'last';

const NINES = '9'.repeat(12);
const DECIMALS = [
  ...[12, 10, 6, 3].map((digits) => `${NINES}.${'9'.repeat(digits)}`),
  // USD to the cent.
  `${'9'.repeat(16)}.99`,
];
const WHOLES = [
  2 ** 31 - 1,
  10_000_000,
  1_000_000,
  500_000,
  100_000,
  30_000,
  10_000,
  9_999,
  9_000,
  3_650,
  1_000,
  500,
  100,
];
/** Of the ledger itself, or names of things. */
const KEPT: ReadonlySet<string> = new Set(['asOf', 'causePosition', 'obligationVersion', 'lineNumber']);
const LINES = 100;

type Leaf = string | number;
type Held = Record<string, unknown>;

/**
 * A story as its events could be at most: each amount, quantity, number and day is the largest or the earliest one that its contract takes, and papers have
 * a hundred lines.
 */
export function atTheLimits(
  appends: readonly (readonly StreamAppend[])[],
  calendar: Calendar,
): (readonly StreamAppend[])[] {
  return appends.map((streams) =>
    streams.map((stream) => ({
      ...stream,
      events: stream.events.map((event) => ({
        ...event,
        // What lies ahead of the clock is refused: a moment can be early alone.
        ...(calendar === 'first' && { occurredAt: '0001-01-01T00:00:00+14:00' }),
        data: extremeOf(event.type, event.schemaVersion, event.data, calendar),
      })),
    })),
  );
}

function extremeOf(type: string, version: number, told: unknown, calendar: Calendar): unknown {
  const data = structuredClone(told) as Held;
  const isTaken = () => {
    try {
      validateEventData(type, version, data);
      return true;
    } catch {
      return false;
    }
  };
  const push = (holder: Held, key: string, candidates: readonly Leaf[]): void => {
    const before = holder[key];
    for (const candidate of candidates) {
      holder[key] = candidate;
      if (isTaken()) return;
    }
    holder[key] = before;
  };
  const visit = (holder: Held): void => {
    for (const [key, value] of Object.entries(holder)) {
      if (KEPT.has(key)) continue;
      if (typeof value === 'object' && value !== null) visit(value as Held);
      else if (typeof value === 'number' || typeof value === 'string') {
        push(holder, key, candidatesFor(key, value, holder, calendar));
      }
    }
  };
  visit(data);
  lengthen(data);
  validateEventData(type, version, data);
  return data;
}

function candidatesFor(key: string, value: Leaf, holder: Held, calendar: Calendar): readonly Leaf[] {
  if (typeof value === 'number') return WHOLES;
  if (key === 'amount' && typeof holder.currency === 'string') {
    const digits = minorUnitDigits(holder.currency) ?? 0;
    return [`${'9'.repeat(18 - digits)}${digits > 0 ? `.${'9'.repeat(digits)}` : ''}`];
  }
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) {
    const day = calendar === 'first' ? '0001-01-01' : '9999-12-31';
    const time = calendar === 'first' ? 'T00:00:00+14:00' : 'T23:59:59-14:00';
    return [value.length > 10 ? `${day}${time}` : day];
  }
  return /^\d+(?:\.\d+)?$/.test(value) ? DECIMALS : [];
}

/** Papers with a hundred numbered lines, each like the first. */
function lengthen(holder: Held): void {
  for (const [key, value] of Object.entries(holder)) {
    if (typeof value !== 'object' || value === null) continue;
    const [first] = Array.isArray(value) ? (value as unknown[]) : [];
    if (key === 'lines' && typeof first === 'object' && first !== null && 'lineNumber' in first) {
      holder[key] = Array.from({ length: LINES }, (_, index) => ({ ...first, lineNumber: index + 1 }));
    } else lengthen(value as Held);
  }
}
