import type { EventOf } from '@corridor/contracts';
import { decimalOf, type GoodsLine, millionths } from '@corridor/domain';
import { never } from '@corridor/kernel';
import { isTimeCritical } from '@corridor/reference-data';
import type { CriticalDispatchRow, GoodsRow, MassRow, PartRow } from './service-rows.js';

type GoodsEvent = EventOf<'ConsignmentDeclared' | 'ConsignmentAmended' | 'ConsignmentDispatched'>;

interface GoodsFacts {
  readonly masses: MassRow[];
  readonly parts: PartRow[];
  readonly dispatches: CriticalDispatchRow[];
}

/**
 * What goods weigh, and what of them left that cannot wait. As parts of them are declared, a whole hands its masses over to them, one after the other: at every
 * position, the masses of a whole and of its parts sum to what was declared of it, or amended since.
 */
export function takeGoods(event: GoodsEvent, goods: Map<string, GoodsRow>, facts: GoodsFacts): void {
  const { position } = event;
  const put = (row: GoodsRow) => {
    record(position, row, goods.get(row.consignment_id), facts);
    goods.set(row.consignment_id, row);
  };
  switch (event.type) {
    case 'ConsignmentDeclared': {
      const { consignmentId, origin, destination, lines, partOf } = event.data;
      const whole = partOf === undefined ? undefined : knownOf(partOf, goods);
      const masses = massesOf(lines);
      if (whole) put(without(whole, masses));
      const wholes = whole ? [whole.consignment_id, ...whole.wholes] : [];
      put({
        consignment_id: consignmentId,
        wholes,
        from_country: origin.slice(0, 2),
        to_country: destination.slice(0, 2),
        ...masses,
        dispatched_on: whole?.dispatched_on ?? null,
      });
      facts.parts.push(...wholes.map((whole_id) => ({ consignment_id: consignmentId, whole_id, position })));
      return;
    }
    case 'ConsignmentAmended':
      put({ ...knownOf(event.data.consignmentId, goods), ...massesOf(event.data.lines) });
      return;
    case 'ConsignmentDispatched': {
      const row = knownOf(event.data.consignmentId, goods);
      // Parts of what had left already leave once more in name alone.
      put({ ...row, dispatched_on: row.dispatched_on ?? event.occurredAt.slice(0, 10) });
      return;
    }
    default:
      never(event);
  }
}

type Masses = Pick<GoodsRow, 'load_kg' | 'critical_kg'>;

function record(position: number, row: GoodsRow, before: GoodsRow | undefined, facts: GoodsFacts): void {
  const { consignment_id, load_kg, critical_kg, from_country, to_country, dispatched_on } = row;
  if (!before || !isSameMass(row, before))
    facts.masses.push({ position, consignment_id, load_kg, critical_kg });
  if (dispatched_on === null) return;
  const counted = before && before.dispatched_on !== null ? before.critical_kg : '0';
  if (millionths(critical_kg) === millionths(counted)) return;
  facts.dispatches.push({ position, consignment_id, from_country, to_country, dispatched_on, critical_kg });
}

function isSameMass(one: Masses, other: Masses): boolean {
  return (
    millionths(one.load_kg) === millionths(other.load_kg) &&
    millionths(one.critical_kg) === millionths(other.critical_kg)
  );
}

function without(whole: GoodsRow, part: Masses): GoodsRow {
  const less = (one: string, other: string) => decimalOf(millionths(one) - millionths(other));
  return {
    ...whole,
    load_kg: less(whole.load_kg, part.load_kg),
    critical_kg: less(whole.critical_kg, part.critical_kg),
  };
}

function knownOf(consignmentId: string, goods: ReadonlyMap<string, GoodsRow>): GoodsRow {
  const row = goods.get(consignmentId);
  if (row) return row;
  throw new Error(`The consignment ${consignmentId} was not declared before.`);
}

/** The load by gross mass, by net mass on lines that tell no gross one: line by line, since parts take lines apart. */
function massesOf(lines: readonly Pick<GoodsLine, 'hs6' | 'netMassKg' | 'grossMassKg'>[]): Masses {
  const sum = (masses: readonly string[]) =>
    decimalOf(masses.reduce((total, mass) => total + millionths(mass), 0n));
  return {
    load_kg: sum(lines.map(({ netMassKg, grossMassKg }) => grossMassKg ?? netMassKg)),
    critical_kg: sum(lines.filter(({ hs6 }) => isTimeCritical(hs6)).map(({ netMassKg }) => netMassKg)),
  };
}
