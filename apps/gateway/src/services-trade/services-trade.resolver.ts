import { Rejection } from '@corridor/kernel';
import { checkService } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesBookings, checkSeesServices } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { firstDay, lastDay, listMonths } from '../calendar/month.js';
import { badInput } from '../graphql/errors.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { type MoneyType, money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf } from '../graphql/paging.js';
import { untilMs } from '../read/happened.js';
import type { ReadSession } from '../read/read-session.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { checkPair } from '../trade/asked-pair.js';
import { servicesTradeFigure } from './services-trade.figure.js';
import {
  RESTATED_SERVICES,
  SERVICE_PAYMENTS_SQL,
  SERVICES_BY_CURRENCY_SQL,
  type ServicePaymentRow,
  type ServicesCut,
  type ServicesSumRow,
  servicesSumsSql,
  UNCONVERTED_SQL,
} from './services-trade.sql.js';
import {
  type CurrencyOfServices,
  type ItemOfServices,
  type MonthOfServices,
  nameOfService,
  type ServicePayment,
  ServicePaymentConnection,
  ServicesTrade,
  ServicesTradeArgs,
} from './services-trade.types.js';

const LIST = 'service-payment';
const NOTHING = { exports: '0', imports: '0' };

/** The answer under way: its fields are read when they are asked for, the whole sum once. */
interface Answer
  extends Pick<ServicesTrade, 'reporter' | 'partner' | 'from' | 'to' | 'service' | 'asOf' | 'occurredUntil'> {
  readonly question: readonly unknown[];
  readonly session: ReadSession;
  whole?: Promise<Sums>;
}
type Sums = Pick<ServicesSumRow, 'exports' | 'imports'>;

@LedgerResolver(() => ServicesTrade)
export class ServicesTradeResolver {
  @Query(() => ServicesTrade, {
    nullable: true,
    description: `${servicesTradeFigure.question} For reporters, operators, customs, the Commission and the Business Council.`,
  })
  async servicesTrade(
    @Args() {
      reporter,
      partner,
      from,
      to,
      service = null,
      occurredUntil = null,
      ...asked
    }: ServicesTradeArgs,
    @Context() { session, readModels, caller }: Operation,
  ): Promise<Answer> {
    checkSeesServices(caller);
    checkPair(reporter, partner);
    checkMonths(from, to);
    if (service !== null) checkItem(service);
    const asOf = await readModels.asOf(asked, 'services-trade');
    const days = [firstDay(from), lastDay(to)];
    const question = [asOf, ...days, reporter, partner, service, untilMs(occurredUntil)];
    return { reporter, partner, from, to, service, asOf, occurredUntil, question, session };
  }

  @ResolveField()
  async exports(@Parent() answer: Answer): Promise<MoneyType> {
    return inDollars(await wholeOf(answer)).exports;
  }

  @ResolveField()
  async imports(@Parent() answer: Answer): Promise<MoneyType> {
    return inDollars(await wholeOf(answer)).imports;
  }

  @ResolveField()
  async total(@Parent() answer: Answer): Promise<MoneyType> {
    return inDollars(await wholeOf(answer)).total;
  }

  @ResolveField()
  async unconverted(@Parent() answer: Answer): Promise<number> {
    const rows = await read<{ readonly unconverted: number }>(answer, UNCONVERTED_SQL);
    return rows[0]?.unconverted ?? 0;
  }

  @ResolveField()
  async months(@Parent() answer: Answer): Promise<readonly MonthOfServices[]> {
    const rows = new Map((await sums(answer, 'month')).map((row) => [row.key, row]));
    return listMonths(answer.from, answer.to).map((month) => ({
      month,
      ...inDollars(rows.get(month) ?? NOTHING),
    }));
  }

  @ResolveField()
  async byService(@Parent() answer: Answer): Promise<readonly ItemOfServices[]> {
    const rows = await sums(answer, 'service');
    return rows.map((row) => ({ service: row.key, name: nameOfService(row.key), ...inDollars(row) }));
  }

  @ResolveField()
  async byCurrency(@Parent() answer: Answer): Promise<readonly CurrencyOfServices[]> {
    const rows = await read<ServicesSumRow>(answer, SERVICES_BY_CURRENCY_SQL);
    return rows.map((row) => ({ currency: row.key, ...amounts(row, row.key) }));
  }

  @ResolveField(() => ServicePaymentConnection, {
    nullable: true,
    description:
      'Explains the figure: every event that says what a credit pays for, moves that to another day or takes it back, in the order of the ledger; the shares sum to the total exactly. For reporters and operators.',
  })
  async payments(
    @Parent() answer: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<ServicePayment>> {
    checkSeesBookings(caller);
    const behind = [...placeOf(LIST, page.after), page.first + 1];
    const rows = await read<ServicePaymentRow>(answer, SERVICE_PAYMENTS_SQL, behind);
    const { edges, pageInfo } = pageOf(rows, page, ({ position, nth }) =>
      cursorOf(LIST, Number(position), nth),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toPayment(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, session, question: [, ...rest] }: Answer,
    @Args() { since }: SinceArgs,
  ): Restated {
    const asked = restated({ since, asOf, session }, RESTATED_SERVICES, (position) => [position, ...rest]);
    return { ...asked, isOfBanks: true };
  }
}

/** @throws GraphQLError `BAD_USER_INPUT` for what is no item of EBOPS 2010. */
function checkItem(service: string): void {
  try {
    checkService(service, '/service');
  } catch (error) {
    if (error instanceof Rejection) throw badInput(`service: ${error.message}`);
    throw error;
  }
}

function read<Row>(
  { session, question }: Answer,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [...question, ...more]));
}

function sums(answer: Answer, cut: ServicesCut): Promise<readonly ServicesSumRow[]> {
  return read<ServicesSumRow>(answer, servicesSumsSql(cut));
}

function wholeOf(answer: Answer): Promise<Sums> {
  answer.whole ??= sums(answer, 'all').then(([row]) => row ?? NOTHING);
  return answer.whole;
}

function inDollars(row: Sums) {
  return amounts(row, 'USD');
}

function amounts({ exports, imports }: Sums, currency: string) {
  const total = (BigInt(exports) + BigInt(imports)).toString();
  return {
    exports: money(exports, currency),
    imports: money(imports, currency),
    total: money(total, currency),
  };
}

function toPayment(row: ServicePaymentRow): ServicePayment {
  return {
    position: Number(row.position),
    what: row.what,
    flow: row.flow,
    serviceContractId: row.service_contract_id,
    settlementId: row.settlement_id,
    bank: row.bank,
    service: row.service,
    valueDate: row.value_date,
    amount: money(row.minor, row.currency),
    share: row.usd_minor === null ? null : money(row.usd_minor, 'USD'),
    positions: row.positions.map(Number),
  };
}
