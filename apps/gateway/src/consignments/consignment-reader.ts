import type { Caller } from '@corridor/nest-kit';
import type { SelectQueryBuilder } from 'typeorm';
import { seesAll } from '../access/rights.js';
import { Consignment } from '../read/entities/consignment.entity.js';
import type { ReadSession } from '../read/read-session.js';
import type { ConsignmentFilter } from './consignment.types.js';

/** The consignment with this id, if there is one that the caller may see. */
export async function findConsignment(
  session: ReadSession,
  caller: Caller,
  id: string,
): Promise<Consignment | null> {
  return session.read((manager) =>
    visibleTo(caller, manager.createQueryBuilder(Consignment, 'c')).andWhere('c.id = :id', { id }).getOne(),
  );
}

/** The consignments that the caller may see, the one declared last first; `before` a position, `limit` of them. */
export async function listConsignments(
  session: ReadSession,
  caller: Caller,
  { status, participant }: ConsignmentFilter,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly Consignment[]> {
  return session.read((manager) => {
    const query = visibleTo(caller, manager.createQueryBuilder(Consignment, 'c'));
    if (status) query.andWhere('c.status = ANY (:status)', { status });
    if (participant) query.andWhere('c.participants @> ARRAY[:participant]', { participant });
    if (before !== undefined) query.andWhere('c.firstPosition < :before', { before });
    return query.orderBy('c.firstPosition', 'DESC').limit(limit).getMany();
  });
}

function visibleTo(caller: Caller, query: SelectQueryBuilder<Consignment>): SelectQueryBuilder<Consignment> {
  return seesAll(caller) ? query : query.andWhere('c.participants @> ARRAY[:me]', { me: caller.participant });
}
