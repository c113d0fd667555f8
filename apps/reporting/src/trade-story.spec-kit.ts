import {
  type ConsignmentCommand,
  consignment,
  type DeclarationLodged,
  declaration,
  type GoodsLine,
  type RouteCommand,
  route,
  type TransitCommand,
  target,
  transit,
} from '@corridor/domain';
import { Teller, uuid } from './teller.spec-kit.js';

export const EXPORTER = { participantId: 'textiles-faisalabad', name: 'Faisalabad Textiles', country: 'PK' };
export const IMPORTER = { participantId: 'trading-almaty', name: 'Almaty Trading', country: 'KZ' };
export const BANK = 'bank-karachi';

export const usd = (amount: string) => ({ amount, currency: 'USD' });

export function line(lineNumber: number, hs6: string, amount: string, countryOfOrigin = 'PK'): GoodsLine {
  const goods = {
    hs6,
    description: 'goods',
    countryOfOrigin,
    netMassKg: '100',
    quantity: '100',
    unit: 'KGM',
  };
  return { lineNumber, ...goods, value: usd(amount) };
}

/** What becomes of goods: consignments, declarations, routes, transits, and what is aimed at. */
export class TradeStory extends Teller {
  declare(id: number, lines: readonly GoodsLine[], at: string, parties = [EXPORTER, IMPORTER]): void {
    const [exporter = EXPORTER, importer = IMPORTER] = parties;
    this.tell(consignment, `consignment-${uuid(id)}`, {
      type: 'DeclareConsignment',
      occurredAt: at,
      data: {
        consignmentId: uuid(id),
        exporter,
        importer,
        origin: 'PKLYP',
        destination: 'KZALA',
        incoterm: { rule: 'DAP', place: 'Almaty' },
        hsEdition: '2022',
        lines,
      },
    });
  }

  /** Plans, opens, prices, suspends or revises a route. */
  road(command: RouteCommand): void {
    this.tell(route, `route-${command.data.routeId}`, command);
  }

  /** Contracts what is declared later, with a day to deliver by. */
  contract(id: number, deliverBy: string, at: string): void {
    this.tell(consignment, `consignment-${uuid(id)}`, {
      type: 'ContractConsignment',
      occurredAt: at,
      data: {
        consignmentId: uuid(id),
        contractNumber: `C-${id}`,
        signedOn: at.slice(0, 10),
        deliverBy,
        exporter: EXPORTER,
        importer: IMPORTER,
        incoterm: { rule: 'DAP', place: 'Almaty' },
        value: usd('1000.00'),
      },
    });
  }

  inspect(id: number, result: 'conforming' | 'discrepancy', at: string): void {
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'RecordInspection',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        inspectionId: uuid(id + 500_000),
        kind: 'physical',
        result,
        note: 'looked at',
      },
    });
  }

  dispatch(id: number, at: string, location = 'PKLYP'): void {
    const data = { consignmentId: uuid(id), location, transportMode: 'road' } as const;
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'DispatchConsignment', occurredAt: at, data });
  }

  checkpoint(id: number, at: string, location: string): void {
    const data = { consignmentId: uuid(id), location, movement: 'arrived' } as const;
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'RecordCheckpoint', occurredAt: at, data });
  }

  deliver(id: number, at: string): void {
    const data = { consignmentId: uuid(id), location: 'KZALA' };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'DeliverConsignment', occurredAt: at, data });
  }

  cancel(id: number, at: string): void {
    const data = { consignmentId: uuid(id), reason: 'called off' };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'CancelConsignment', occurredAt: at, data });
  }

  amend(id: number, lines: readonly GoodsLine[], at: string): void {
    const data = { consignmentId: uuid(id), reason: 'counted anew', lines };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'AmendConsignment', occurredAt: at, data });
  }

  /** Any other step of a consignment. */
  step<Type extends ConsignmentCommand['type']>(
    id: number,
    occurredAt: string,
    {
      type,
      data,
    }: {
      readonly type: Type;
      readonly data: Omit<Extract<ConsignmentCommand, { type: Type }>['data'], 'consignmentId'>;
    },
  ): void {
    const command = {
      type,
      occurredAt,
      data: { consignmentId: uuid(id), ...data },
    } as unknown as ConsignmentCommand;
    this.tell(consignment, `consignment-${uuid(id)}`, command);
  }

  /** Without charges: the statistical value of a line is its invoice value. */
  lodge(
    id: number,
    of: number,
    flow: 'export' | 'import',
    lines: readonly GoodsLine[],
    at: string,
    more: Partial<DeclarationLodged['data']> = {},
  ): void {
    const reporter = more.reporter ?? (flow === 'export' ? 'PK' : 'KZ');
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'LodgeDeclaration',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        declarationNumber: `D-${id}`,
        consignmentId: uuid(of),
        flow,
        customsOffice: reporter === 'PK' ? 'PKKHI' : 'KZALA',
        reporter,
        acceptedOn: at.slice(0, 10),
        exporter: EXPORTER.participantId,
        importer: IMPORTER.participantId,
        procedure: { requested: flow === 'export' ? '10' : '40', previous: '00' },
        hsEdition: '2022',
        countryOfConsignment: 'PK',
        countryOfDestination: 'KZ',
        incoterm: { rule: 'DAP', place: 'Almaty' },
        charges: { freight: usd('0'), insurance: usd('0') },
        lines,
        ...more,
      },
    });
  }

  hold(id: number, of: number, holdId: string, at: string): void {
    const ids = { declarationId: uuid(id), consignmentId: uuid(of), holdId };
    const data = { ...ids, reason: 'inspection', note: 'to be looked at' } as const;
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'PlaceHold', occurredAt: at, data });
  }

  release(id: number, of: number, holdId: string, at: string): void {
    const data = { declarationId: uuid(id), consignmentId: uuid(of), holdId };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'ReleaseHold', occurredAt: at, data });
  }

  refuse(id: number, at: string): void {
    const data = { declarationId: uuid(id), reason: 'withdrawn', note: 'order withdrawn' } as const;
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'RefuseDeclaration', occurredAt: at, data });
  }

  /** @param acceptedOn The day of the lodgement, which the rate is of. */
  clear(id: number, acceptedOn: string, at: string, usdPerUnit = '1'): void {
    const exchangeRate = { usdPerUnit, date: acceptedOn, source: 'par' };
    const data = { declarationId: uuid(id), exchangeRate };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'ClearDeclaration', occurredAt: at, data });
  }

  /** In tenge. */
  assess(id: number, amount: string, at: string): void {
    const duty = (kind: 'customs-duty' | 'value-added-tax') => ({
      kind,
      amount: { amount, currency: 'KZT' },
    });
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'AssessDuty',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        duties: [duty('customs-duty'), duty('value-added-tax'), duty('customs-duty')],
        dueOn: '2026-03-31',
      },
    });
  }

  payDuty(id: number, amount: string, at: string): void {
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'PayDuty',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        paymentReference: `treasury ${id}`,
        amount: { amount, currency: 'KZT' },
        paidOn: at.slice(0, 10),
      },
    });
  }

  correct(id: number, lines: readonly GoodsLine[], at: string): void {
    const charges = { freight: usd('0'), insurance: usd('0') };
    const data = { declarationId: uuid(id), reason: 'weighed anew', lines, charges };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'AmendDeclaration', occurredAt: at, data });
  }

  invalidate(id: number, at: string): void {
    const data = { declarationId: uuid(id), reason: 'order withdrawn' };
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'InvalidateDeclaration',
      occurredAt: at,
      data,
    });
  }

  aim(targetId: string, amount: string, at: string): void {
    const pair = { reporter: 'PK', partner: 'KZ' };
    const data = { targetId, ...pair, yearlyAmount: usd(amount), dueOn: '2030-12-31', source: 'a summit' };
    this.tell(target, `target-${targetId}`, { type: 'SetTarget', occurredAt: at, data });
  }

  /** Opens a transit of 100 kg from Karachi to Almaty, 400.00 rupees at risk. */
  carry(id: number, at: string, dueBy: string, goods = ['100']): void {
    this.transitStep(id, {
      type: 'OpenTransit',
      occurredAt: at,
      data: {
        transitId: uuid(id),
        transitNumber: `T-${id}`,
        guaranteeId: uuid(9),
        guarantor: BANK,
        principal: EXPORTER,
        carrier: EXPORTER,
        vehicle: { mode: 'road', registration: 'TLA-118' },
        goods: goods.map((netMassKg) => ({
          hs6: '851712',
          description: 'goods',
          netMassKg,
          value: usd('1000.00'),
        })),
        dutyAtRisk: { amount: '400.00', currency: 'PKR' },
        officeOfDeparture: 'PKKHI',
        officeOfDestination: 'KZALA',
        itinerary: [{ location: 'PKTOR', dueBy }],
        dueBy,
      },
    });
  }

  transitStep(id: number, command: TransitCommand): void {
    this.tell(transit, `transit-${uuid(id)}`, command);
  }
}
