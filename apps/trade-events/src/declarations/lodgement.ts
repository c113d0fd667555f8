import { derivedId } from '@corridor/contracts';
import { type DeclarationLodged, FOR_GOOD, type KnownConsignment } from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';
import { checkPreviousProcedure, checkProcedure } from '@corridor/reference-data';
import type { z } from 'zod';
import { ucrIdOf } from '../consignments/ucr.js';
import type { lodgementBody } from './declaration.bodies.js';

/** What a declarant says; the consignment says the rest. */
export type Lodgement = Omit<z.infer<typeof lodgementBody>, 'occurredAt'>;

/**
 * The id of a declaration. Customs gives a number once for each office and direction, so a declaration that is lodged
 * again meets the first: counted twice, it would be in every figure twice.
 */
export function declarationIdOf({ customsOffice, flow, declarationNumber }: Lodgement): string {
  return derivedId('corridor-ledger declaration v1', customsOffice, flow, declarationNumber);
}

/** @throws Rejection `procedure-unknown`, or `procedure-differs` for one of the other flow, naming the field. */
export function checkProcedureOf(
  flow: Lodgement['flow'],
  { requested, previous }: NonNullable<Lodgement['procedure']>,
): void {
  const procedure = checkProcedure(requested, '/procedure/requested');
  checkPreviousProcedure(previous, '/procedure/previous');
  if (procedure.flow === flow) return;
  const message = `"${requested}" (${procedure.name}) is no procedure of an ${flow}.`;
  throw new Rejection('procedure-differs', message, { pointer: '/procedure/requested' });
}

/**
 * The declaration of a consignment: parties, incoterm, countries, and lines unless given, are those of the consignment; it is
 * accepted on the local day of `occurredAt`, by the country of the customs office.
 * @throws ProblemError 409 `consignment-cancelled` or `consignment-split`; Rejection `no-frontier`, `customs-office-elsewhere` or `ucr-differs`.
 */
export function lodgementOf(
  declarationId: string,
  { flow, customsOffice, procedure, ...lodgement }: Lodgement,
  consignment: KnownConsignment,
  occurredAt: string,
): DeclarationLodged['data'] {
  const countryOfConsignment = consignment.origin.slice(0, 2);
  const countryOfDestination = consignment.destination.slice(0, 2);
  const reporter = customsOffice.slice(0, 2);
  if (consignment.status === 'cancelled') {
    const message = 'The consignment was cancelled: there is nothing to declare.';
    throw new ProblemError(409, 'consignment-cancelled', message, { pointer: '/consignmentId' });
  }
  if (consignment.status === 'split') {
    const message = 'The consignment is split: its goods are declared as those of its parts.';
    throw new ProblemError(409, 'consignment-split', message, { pointer: '/consignmentId' });
  }
  if (countryOfConsignment === countryOfDestination) {
    const message = `From ${consignment.origin} to ${consignment.destination} no frontier is crossed.`;
    throw new Rejection('no-frontier', message, { pointer: '/consignmentId' });
  }
  // An export of the country that the goods leave, an import of the one they come to; the transit of others is no trade of theirs.
  const expected = flow === 'export' ? countryOfConsignment : countryOfDestination;
  if (reporter !== expected) {
    const message = `An ${flow} of this consignment is declared in ${expected}; ${customsOffice} lies in ${reporter}.`;
    throw new Rejection('customs-office-elsewhere', message, { pointer: '/customsOffice' });
  }
  const { ucr } = consignment;
  checkUcr(lodgement.ucr, ucr);
  return {
    declarationId,
    lines: consignment.lines,
    ...(ucr !== undefined && { ucr }),
    ...lodgement,
    flow,
    procedure: procedure ?? FOR_GOOD[flow],
    hsEdition: consignment.hsEdition,
    customsOffice,
    reporter,
    acceptedOn: occurredAt.slice(0, 10),
    exporter: consignment.exporter.participantId,
    importer: consignment.importer.participantId,
    countryOfConsignment,
    countryOfDestination,
    incoterm: consignment.incoterm,
  };
}

/** Goods are declared under the UCR of their consignment, where that has one. */
function checkUcr(declared: string | undefined, ofConsignment: string | undefined): void {
  if (declared === undefined || ofConsignment === undefined) return;
  if (ucrIdOf(declared) === ucrIdOf(ofConsignment)) return;
  const message = `The UCR of the consignment is "${ofConsignment}"; leave it away, and it is taken from there.`;
  throw new Rejection('ucr-differs', message, { pointer: '/ucr' });
}
