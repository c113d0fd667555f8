import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { DeclarationRecord } from './declaration-record.js';

/**
 * The declaration, if there is one for this caller: a trader has those that it is the exporter or the importer of; customs,
 * those of consignments that leave or enter the country of one of its offices, and those with a hold that names it.
 * Reading is wider than acting: either end of a consignment is checked against the other.
 * @throws ProblemError 404 `declaration-unknown`.
 */
export function declarationSeenBy(caller: Caller, record: DeclarationRecord | undefined): DeclarationRecord {
  if (record && isOpenTo(caller, record)) return record;
  throw new ProblemError(404, 'declaration-unknown', 'There is no declaration with this id among yours.');
}

function isOpenTo({ role, participant, offices = [] }: Caller, record: DeclarationRecord): boolean {
  if (role === 'operator') return true;
  if (role === 'trader') return record.exporter === participant || record.importer === participant;
  if (role !== 'customs') return false;
  const ends = [record.countryOfConsignment, record.countryOfDestination];
  return (
    offices.some((office) => ends.includes(office.slice(0, 2))) ||
    record.holds.some(({ liftableBy }) => liftableBy === participant)
  );
}
