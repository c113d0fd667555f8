import { Args, Context, ID, Parent, Query, ResolveField } from '@nestjs/graphql';
import { badInput } from '../graphql/errors.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import {
  ConsignmentConnection,
  type ConsignmentEvent,
  ConsignmentEventConnection,
  ConsignmentsArgs,
  ConsignmentType,
  InvoiceType,
} from './consignment.types.js';
import { findConsignment, listConsignments } from './consignment-reader.js';
import { toConsignment, toInvoice } from './consignment-view.js';

const LIST = 'consignment';
const HISTORY = 'consignment-event';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@LedgerResolver(() => ConsignmentType)
export class ConsignmentResolver {
  @Query(() => ConsignmentType, {
    nullable: true,
    description:
      'Where is this consignment, and what has happened to it? Null where there is none with this id, or where the caller, a trader or bank, has no part in it.',
  })
  async consignment(
    @Args('id', { type: () => ID, description: 'Its id, a UUID in lower case.' }) id: string,
    @Context() { session, caller, readModels }: Operation,
  ): Promise<ConsignmentType | null> {
    if (!UUID.test(id)) throw badInput(`id: a consignment has a UUID in lower case for its id, not "${id}".`);
    await readModels.built('consignments');
    const found = await findConsignment(session, caller, id);
    return found ? toConsignment(found) : null;
  }

  @Query(() => ConsignmentConnection, {
    nullable: true,
    description:
      "Which consignments are there? The one declared last comes first. Traders and banks see those they take part in: a trader as exporter or importer, a bank by an invoice that names it as the creditor's bank, or by a letter of credit for the consignment.",
  })
  async consignments(
    @Args() args: ConsignmentsArgs,
    @Context() { session, caller, readModels }: Operation,
  ): Promise<Connection<ConsignmentType>> {
    await readModels.built('consignments');
    const found = await listConsignments(session, caller, args.filter ?? {}, {
      before: positionOf(LIST, args.after),
      limit: args.first + 1,
    });
    return pageOf(found.map(toConsignment), args, ({ firstPosition }) => cursorOf(LIST, firstPosition));
  }

  @ResolveField(() => [InvoiceType], {
    description: 'What is asked to be paid for it, by the day of the invoice.',
  })
  async invoices(
    @Parent() { id }: ConsignmentType,
    @Context() { consignments }: Operation,
  ): Promise<readonly InvoiceType[]> {
    return (await consignments.invoices.load(id)).map(toInvoice);
  }

  @ResolveField(() => ConsignmentEventConnection, {
    description:
      'Every event that tells of it, whoever reported it, in the order of the ledger: goods, customs, invoices and payments.',
  })
  async history(
    @Parent() { id }: ConsignmentType,
    @Args() page: PageArgs,
    @Context() { consignments }: Operation,
  ): Promise<Connection<ConsignmentEvent>> {
    const after = positionOf(HISTORY, page.after) ?? 0;
    const rows = await consignments.history({ after, limit: page.first + 1 }).load(id);
    const events = rows.map((row) => ({
      position: Number(row.position),
      type: row.type,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      actor: row.actor,
      data: row.data,
    }));
    return pageOf(events, page, ({ position }) => cursorOf(HISTORY, position));
  }
}
