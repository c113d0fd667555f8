import { apportionUnits, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { ConsignmentCommand, PartAsked } from './consignment.commands.js';
import type { ConsignmentSplit } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';
import type { GoodsLine } from './goods.js';
import { checkLineParts, totalsOf } from './goods-lines.js';
import { invoicesOfPart } from './invoices.js';

/** Lines of all parts, as many as a consignment has. */
const LINES_MAX = 999;

/**
 * The parts of a consignment with their lines: masses and quantities as asked, which have to sum to the whole; values, gross masses and
 * supplementary quantities in proportion to the net mass, summing to the whole exactly.
 * @throws Rejection `parts-missing`, `parts-differ-from-whole`, `partly-declared`, or what is wrong with a part.
 */
export function partsOf(
  asked: readonly PartAsked[],
  whole: KnownConsignment,
): ConsignmentSplit['data']['parts'] {
  if (asked.length < 2) refuse('parts-missing', 'A consignment is split into two parts at least.', '/parts');
  for (const [index, { lines }] of asked.entries())
    checkLineParts(lines, whole.lines, `/parts/${index}/lines`);
  const count = asked.reduce((total, { lines }) => total + lines.length, 0);
  if (count > LINES_MAX) {
    const message = `The parts have ${count} lines together, and ${LINES_MAX} at most: what is told of them has to fit into one message.`;
    refuse('lines-too-many', message, '/parts');
  }
  checkWhole(asked, whole);
  checkDeclaredWhole(whole);
  const shares = new Map(whole.lines.map((line) => [line.lineNumber, sharesOf(line, asked)]));
  return asked.map(({ consignmentId, lines }, part) => ({
    consignmentId,
    lines: lines.map(({ lineNumber }) => {
      const line = shares.get(lineNumber)?.[part];
      if (!line) throw new RangeError('checked parts are of lines that there are');
      return line;
    }),
  }));
}

/**
 * What makes the stream of a part: it is declared, covered by the declarations of the whole, asked to be paid for by its
 * invoices, and on its way where the whole is. It has the UCR of the whole, which is that of all shipments of one contract
 * (WCO, Recommendation on the UCR of 26 June 2004); its own id tells it apart.
 * @param at when and where the whole was split
 * @param covered what the declarations of the whole cover of it
 */
export function commandsOfPart(
  { consignmentId, lines }: ConsignmentSplit['data']['parts'][number],
  whole: KnownConsignment,
  at: { readonly occurredAt: string; readonly location: string },
  covered: KnownConsignment['declarations'],
): readonly ConsignmentCommand[] {
  const { occurredAt, location } = at;
  const { exporter, importer, origin, destination, incoterm, hsEdition, ucr, contractNumber } = whole;
  const parties = { exporter, importer, origin, destination, incoterm, hsEdition };
  const references = {
    ...(ucr !== undefined && { ucr }),
    ...(contractNumber !== undefined && { contractNumber }),
  };
  const declare: ConsignmentCommand = {
    type: 'DeclareConsignment',
    occurredAt,
    data: { consignmentId, ...parties, ...references, partOf: whole.consignmentId, lines },
  };
  const attach = covered.map(
    (coverage): ConsignmentCommand => ({
      type: 'AttachDeclaration',
      occurredAt,
      data: { consignmentId, ...coverage },
    }),
  );
  const begun = [declare, ...attach, ...invoicesOfPart(consignmentId, occurredAt, whole)];
  const leg = whole.legs.at(-1);
  if (!leg || whole.status !== 'dispatched') return begun;
  const { transportMode } = leg;
  return [
    ...begun,
    { type: 'DispatchConsignment', occurredAt, data: { consignmentId, location, transportMode } },
  ];
}

function checkWhole(asked: readonly PartAsked[], { lines }: KnownConsignment): void {
  const totals = totalsOf(asked.flatMap((part) => part.lines));
  for (const { lineNumber, quantity, netMassKg } of lines) {
    const total = totals.get(lineNumber) ?? { quantity: 0n, netMassKg: 0n };
    if (total.netMassKg === millionths(netMassKg) && total.quantity === millionths(quantity)) continue;
    const message = `The parts of line ${lineNumber} have ${decimalOf(total.quantity)} and ${decimalOf(total.netMassKg)} kg together, the whole ${quantity} and ${netMassKg} kg.`;
    refuse('parts-differ-from-whole', message, '/parts');
  }
}

/** Which part of the goods a declaration covers could not be told, were it not all of a line. */
function checkDeclaredWhole({ lines, declarations }: KnownConsignment): void {
  for (const { flow, lines: covered } of declarations) {
    for (const { lineNumber, netMassKg } of covered) {
      const line = lines.find((one) => one.lineNumber === lineNumber);
      if (millionths(netMassKg) === millionths(line?.netMassKg ?? '0')) continue;
      const message = `Line ${lineNumber} is declared for ${flow} in parts already: which part of it goes where, nobody told.`;
      throw new Rejection('partly-declared', message, { pointer: '/parts' });
    }
  }
}

/** The line of each part, `undefined` where it has none of it. */
function sharesOf(line: GoodsLine, asked: readonly PartAsked[]): readonly (GoodsLine | undefined)[] {
  const parts = asked.map(({ lines }) => lines.find(({ lineNumber }) => lineNumber === line.lineNumber));
  const weights = parts.map((part) => millionths(part?.netMassKg ?? '0'));
  const { minor, currency } = toMoney(line.value);
  const values = apportionUnits(minor, weights);
  const gross =
    line.grossMassKg === undefined ? undefined : apportionUnits(millionths(line.grossMassKg), weights);
  const { supplementary } = line;
  const quantities = supplementary && apportionUnits(millionths(supplementary.quantity), weights);
  return parts.map((part, index) => {
    if (!part) return undefined;
    return {
      ...line,
      ...part,
      value: toMoneyJson({ minor: values[index] ?? 0n, currency }),
      ...(gross && { grossMassKg: decimalOf(gross[index] ?? 0n) }),
      ...(supplementary &&
        quantities && { supplementary: { ...supplementary, quantity: decimalOf(quantities[index] ?? 0n) } }),
    };
  });
}
