import { clockAt, instantOfMs } from '../calendar/local-day.js';
import { daysOf, heldMs, secondsOf } from './days-held.js';
import type { AsOf, Held } from './held-as-of.js';
import type { DaysHeld, HoldType } from './hold.types.js';

export function toHold({ row, fromMs, untilMs, isOpen, endedBy, positions }: Held): HoldType {
  return {
    holdId: row.hold_id,
    declarationId: row.declaration_id,
    reason: row.reason,
    office: row.office,
    liftableBy: row.liftable_by,
    placedAt: clockAt(row.office, Number(row.placed_ms)),
    heldFrom: clockAt(row.office, fromMs),
    endedAt: isOpen ? null : clockAt(row.office, Number(row.until_ms)),
    endedBy,
    isOpen,
    positions,
    ...duration(BigInt(untilMs - fromMs)),
  };
}

export function toDaysHeld(held: readonly Held[], asOf: AsOf): DaysHeld {
  return {
    ...duration(BigInt(heldMs(held))),
    open: held.filter(({ isOpen }) => isOpen).length,
    asOf: asOf.position,
    until: untilOf(asOf),
  };
}

export function untilOf({ ms }: AsOf): string | null {
  return ms === undefined ? null : instantOfMs(ms);
}

export function duration(ms: bigint) {
  return { days: daysOf(ms), seconds: secondsOf(ms) };
}
