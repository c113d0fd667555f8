import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { checkMonths } from '../../calendar/asked-months.js';
import { localDayOf } from '../../calendar/local-day.js';
import { firstDay, lastDay, listMonths } from '../../calendar/month.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { instantOf } from '../../ledger/log.js';
import { PageAsOfArgs } from '../../read/as-of.types.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { type Carried, carriedOn } from './carried-on.js';
import { loadFactorOf, millionthsOf, type Offered, offeredIn, offeredInAll, shownOf } from './offered.js';
import {
  CARRIED_MONTHS_SQL,
  CARRIED_SQL,
  type CarriedMonthRow,
  type CarriedRow,
  CRITICAL_DISPATCHED_SQL,
  DEPARTURES_SQL,
  DISPATCHED_SQL,
  type DispatchedRow,
  type DispatchedSumRow,
  SERVICE_SQL,
  SERVICES_SQL,
  type ServiceRow,
} from './service.sql.js';
import {
  CarriedConnection,
  type CarriedConsignment,
  type CriticalDispatch,
  CriticalDispatchConnection,
  ServiceConnection,
  ServiceFigures,
  ServiceFiguresArgs,
  type ServiceType,
} from './service.types.js';
import { serviceFiguresFigure } from './service-figures.figure.js';
import { toService } from './service-view.js';

const LIST = 'service';
const CARRIED = 'carried-consignment';
const DISPATCHED = 'critical-dispatch';

/** Figures, and the parameters $1 to $4 of what explains them. */
type Asked = ServiceFigures & { readonly parameters: readonly unknown[] };

@LedgerResolver(() => ServiceFigures)
export class ServiceResolver {
  @Query(() => ServiceConnection, {
    nullable: true,
    description:
      'Which services run by a schedule, or are announced? The one that was announced first comes first.',
  })
  async services(
    @Args() page: PageAsOfArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Connection<ServiceType>> {
    const asOf = await readModels.asOf(page, 'services');
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<ServiceRow[]>(SERVICES_SQL, [asOf, after, page.first + 1]),
    );
    const instant = await instantOf(session, asOf);
    const found = rows.map((row) => toService(row, dayOf(row, instant)));
    return pageOf(found, page, ({ announcedPosition }) => cursorOf(LIST, announcedPosition));
  }

  @Query(() => ServiceFigures, {
    nullable: true,
    description: `${serviceFiguresFigure.question} Null where there is none with this id.`,
  })
  async serviceFigures(
    @Args() { serviceId, from, to, ...asked }: ServiceFiguresArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Asked | null> {
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'services');
    const read = <Row>(sql: string, parameters: readonly unknown[]) =>
      session.read((manager) => manager.query<Row[]>(sql, [...parameters]));
    const [row] = await read<ServiceRow>(SERVICE_SQL, [asOf, serviceId]);
    if (!row) return null;
    const [origin = '', destination = ''] = endsOf(row.details.stops);
    const instant = await instantOf(session, asOf);
    const today = dayOf(row, instant);
    const parameters = [asOf, serviceId, firstDay(from), lastDay(to)];
    const loads = await read<CarriedMonthRow>(CARRIED_MONTHS_SQL, parameters);
    const [reported] = await read<{ departures: number; with_load: number; load_kg: string }>(
      DEPARTURES_SQL,
      parameters,
    );
    const between = [...parameters, origin, destination];
    const [dispatched] = await read<DispatchedSumRow>(CRITICAL_DISPATCHED_SQL, between);
    const critical = loads.reduce((sum, { critical_kg }) => sum + millionthsOf(critical_kg), 0n);
    const criticalOfAll = millionthsOf(dispatched?.critical_kg ?? '0');
    const criticalCarried = millionthsOf(dispatched?.carried_kg ?? '0');
    const loadOf = (month?: string) =>
      carriedOn(
        row.details.stops,
        loads.filter((load) => month === undefined || load.month === month),
      );
    return {
      from,
      to,
      asOf,
      parameters,
      service: toService(row, today),
      total: figuresOf(offeredInAll(from, to, row.periods, today), loadOf()),
      months: listMonths(from, to).map((month) => ({
        month,
        ...figuresOf(offeredIn(month, row.periods, today), loadOf(month)),
      })),
      departuresReported: reported?.departures ?? 0,
      departuresWithLoad: reported?.with_load ?? 0,
      reportedLoadKg: kgOf(millionthsOf(reported?.load_kg ?? '0')),
      timeCriticalKg: kgOf(critical),
      timeCriticalDispatchedKg: kgOf(criticalOfAll),
      timeCriticalCarriedKg: kgOf(criticalCarried),
      timeCriticalShare: ratioOf(criticalCarried.toString(), criticalOfAll.toString(), 4),
    };
  }

  @ResolveField(() => CarriedConnection, {
    nullable: true,
    description:
      'Explains the load: every leg on which it carried goods, in the order in which it was told. For those who see all events.',
  })
  async consignments(
    @Parent() { parameters }: Asked,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<CarriedConsignment>> {
    checkSeesEvents(caller);
    const after = positionOf(CARRIED, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<CarriedRow[]>(CARRIED_SQL, [...parameters, after, page.first + 1]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(CARRIED, Number(position)));
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: {
          consignmentId: node.consignment_id,
          from: node.from_place,
          to: node.to_place,
          departedOn: node.departed_on,
          legKg: node.leg_kg,
          loadKg: node.load_kg,
          timeCriticalKg: node.critical_kg,
          positions: node.positions.map(Number),
        },
      })),
    };
  }

  @ResolveField(() => CriticalDispatchConnection, {
    nullable: true,
    description:
      'Explains what the share is of: every consignment with time-critical goods that left. For those who see all events.',
  })
  async timeCriticalDispatches(
    @Parent() { parameters, service }: Asked,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<CriticalDispatch>> {
    checkSeesEvents(caller);
    const after = positionOf(DISPATCHED, page.after) ?? 0;
    const [origin, destination] = endsOf(service.stops);
    const rows = await session.read((manager) =>
      manager.query<DispatchedRow[]>(DISPATCHED_SQL, [
        ...parameters,
        origin,
        destination,
        after,
        page.first + 1,
      ]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ place }) => cursorOf(DISPATCHED, Number(place)));
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: {
          consignmentId: node.consignment_id,
          dispatchedOn: node.dispatched_on,
          timeCriticalKg: node.critical_kg,
          carried: node.carried,
          position: Number(node.position),
        },
      })),
    };
  }
}

/** The day of an instant by the clock of the first stop; no service is there before the first event. */
function dayOf({ details: { stops } }: ServiceRow, instant = ''): string {
  return localDayOf(stops[0] ?? '', instant);
}

/** The countries of the first stop and of the last one. */
function endsOf(stops: readonly string[]): readonly string[] {
  return [stops[0] ?? '', stops.at(-1) ?? ''].map((place) => place.slice(0, 2));
}

function figuresOf(offered: Offered, { load, busiest }: Carried) {
  const { departures, tonnes, teu } = shownOf(offered);
  return {
    departuresOffered: departures,
    capacityTonnes: tonnes,
    capacityTeu: teu,
    loadKg: kgOf(load),
    busiestSector: busiest ? { from: busiest.from, to: busiest.to, loadKg: kgOf(busiest.load) } : null,
    loadFactor: loadFactorOf(kgOf(busiest?.load ?? 0n), offered),
  };
}

/** Without zeros at its end. */
function kgOf(millionths: bigint): string {
  const digits = millionths.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}
