import { isSame, refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { ConsignmentCommand } from './consignment.commands.js';
import type { ConsignmentEvent, DamageReported, OutturnReported } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';
import type { LinePart } from './goods.js';
import { checkLineParts } from './goods-lines.js';

type Landed = Extract<ConsignmentCommand, { type: 'ReportOutturn' }>['data'];

/**
 * What was landed, line by line, against what is declared. A line that is not told was not landed at all.
 * @throws Rejection naming the field of the first line at fault.
 */
export function landed(
  occurredAt: string,
  { lines, ...at }: Landed,
  { lines: declared, outturn }: KnownConsignment,
): readonly ConsignmentEvent[] {
  checkLineParts(lines, declared, '/lines');
  const counted = declared.map(({ lineNumber, quantity, netMassKg }) => {
    const told: Omit<LinePart, 'lineNumber'> = lines.find((line) => line.lineNumber === lineNumber) ?? NONE;
    return {
      lineNumber,
      quantity: told.quantity,
      netMassKg: told.netMassKg,
      quantityDifference: decimalOf(millionths(told.quantity) - millionths(quantity)),
      netMassDifferenceKg: decimalOf(millionths(told.netMassKg) - millionths(netMassKg)),
    };
  });
  const data: OutturnReported['data'] = { ...at, lines: counted };
  const isTold = outturn?.location === at.location && isSame(outturn.lines, counted);
  return isTold ? [] : [{ type: 'OutturnReported', occurredAt, data }];
}

const NONE = { quantity: '0', netMassKg: '0' };

/** @throws Rejection naming the field of the first line at fault, or that has more damaged than there is. */
export function damaged(
  occurredAt: string,
  data: DamageReported['data'],
  { lines, damages, outturn }: KnownConsignment,
): readonly ConsignmentEvent[] {
  checkLineParts(data.lines, lines, '/lines');
  for (const [index, part] of data.lines.entries()) {
    const told = [...(outturn?.lines ?? []), ...lines].filter(
      ({ lineNumber }) => lineNumber === part.lineNumber,
    );
    let most = 0n;
    for (const { netMassKg } of told) if (millionths(netMassKg) > most) most = millionths(netMassKg);
    if (millionths(part.netMassKg) <= most) continue;
    const message = `Of line ${part.lineNumber} there are ${decimalOf(most)} kg, fewer than ${part.netMassKg}.`;
    refuse('more-than-consigned', message, `/lines/${index}/netMassKg`);
  }
  const { consignmentId: _, ...damage } = data;
  if (damages.some((one) => isSame(one, damage))) return [];
  return [{ type: 'DamageReported', occurredAt, data }];
}
