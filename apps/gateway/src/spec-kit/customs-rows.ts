import { consignmentId } from './consignment-rows.js';
import type { FilledLedger } from './filled-ledger.js';

export const declarationId = (number: number): string =>
  `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

export interface DeclarationKnown {
  /** Of the declaration, and of the consignment that it was lodged for. */
  readonly of: number;
  readonly office?: string;
  readonly flow?: 'export' | 'import';
  readonly procedure?: string;
  /** By the clock of the office. */
  readonly lodged: readonly [at: string, position: number];
  readonly cleared?: readonly [at: string, position: number];
  readonly calledOff?: number;
  /** Where it matters. */
  readonly calledOffAt?: string;
  readonly documentary?: number;
  readonly scan?: number;
  readonly physical?: number;
}

/** A declaration as a row of `reporting.customs_declarations`: an import into Almaty for home use, where it is not said otherwise. */
export function addDeclaration(ledger: FilledLedger, row: DeclarationKnown): Promise<void> {
  const { lodged, cleared, calledOff, flow = 'import' } = row;
  return ledger.insert('reporting.customs_declarations', {
    generation: 1,
    declaration_id: declarationId(row.of),
    consignment_id: consignmentId(row.of),
    office: row.office ?? 'KZALA',
    flow,
    procedure: row.procedure ?? (flow === 'import' ? '40' : '10'),
    previous_procedure: '00',
    lodged_at: lodged[0],
    lodged_on: lodged[0].slice(0, 10),
    lodged_position: lodged[1],
    cleared_at: cleared?.[0] ?? null,
    cleared_on: cleared?.[0].slice(0, 10) ?? null,
    cleared_position: cleared?.[1] ?? null,
    called_off_at: calledOff === undefined ? null : (row.calledOffAt ?? cleared?.[0] ?? lodged[0]),
    called_off_position: calledOff ?? null,
    ended_position: cleared?.[1] ?? calledOff ?? null,
    documentary_position: row.documentary ?? null,
    scan_position: row.scan ?? null,
    physical_position: row.physical ?? null,
    assessed_position: null,
  });
}

/** What customs looked at of a declaration: a row of `reporting.customs_inspections`. */
export function addInspection(
  ledger: FilledLedger,
  of: number,
  kind: string,
  position: number,
  inspected_at: string,
): Promise<void> {
  return ledger.insert('reporting.customs_inspections', {
    generation: 1,
    declaration_id: declarationId(of),
    ...{ position, kind, result: 'conforming', inspected_at },
  });
}
