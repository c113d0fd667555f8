import {
  type ServiceContractCommand,
  type SettlementCommand,
  serviceContract,
  settlement,
} from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
const BANK = 'demo-bank-karachi';

/** Software of Pakistan for Kazakhstan. */
export function agree(story: Teller, contract: number, at: string): void {
  tellContract(story, contract, at, 'RegisterServiceContract', {
    contractNumber: `S-${contract}`,
    provider: party('demo-soft', 'PK'),
    customer: party('demo-stores', 'KZ'),
    service: 'SI21',
    terms: { subject: 'x', providerBank: BANK, value: usd('500.00') },
  });
}

/** Any step of it. */
export function tellContract(
  story: Teller,
  contract: number,
  occurredAt: string,
  type: ServiceContractCommand['type'],
  data: object,
): void {
  const serviceContractId = uuid(contract);
  story.tell(serviceContract, `servicecontract-${serviceContractId}`, {
    type,
    occurredAt,
    data: { serviceContractId, ...data },
  } as ServiceContractCommand);
}

/** Any step of a credit. */
export function tellCredit(
  story: Teller,
  credit: number,
  occurredAt: string,
  type: SettlementCommand['type'],
  data: object,
): void {
  const command = { type, occurredAt, data } as SettlementCommand;
  story.tell(settlement, `settlement-${uuid(credit)}`, command);
}

/** A credit of 300.00 that its bank books, by an entry of the account where it is not said otherwise. */
export function book(
  story: Teller,
  credit: number,
  at: string,
  more: { readonly currency?: string; readonly basis?: 'status-accc' } = {},
): void {
  const { currency = 'USD', basis = 'booked-credit' } = more;
  tellCredit(story, credit, at, 'BookSettlement', {
    ...{ settlementId: uuid(credit), bank: BANK, basis, account: '1', format: 'json' },
    ...{ references: { remittance: [] }, amount: { amount: '300.00', currency } },
    ...{ bookedOn: at.slice(0, 10), valueDate: at.slice(0, 10) },
  });
}

/** Its bank says that it is paid under a contract: what waits of it, or so much. */
export function matchServices(
  story: Teller,
  credit: number,
  contract: number,
  at: string,
  more: object = {},
): void {
  tellCredit(story, credit, at, 'MatchServiceContract', {
    ...{ serviceContractId: uuid(contract), provider: 'demo-soft', reason: 'x', ...more },
  });
}

/** The entry of the account that a status had told. */
export function enterCredit(
  story: Teller,
  credit: number,
  at: string,
  valueDate: string,
  more: object = {},
): void {
  tellCredit(story, credit, at, 'ConfirmSettlement', {
    ...{ basis: 'booked-credit', references: { remittance: [] }, format: 'camt.054.001.08' },
    ...{ bookedOn: at.slice(0, 10), valueDate, ...more },
  });
}

/** A credit of 300.00 that its bank says is paid under a contract, in rupees that nobody had a rate for where `currency` says so. */
export function payUnder(
  story: Teller,
  {
    credit,
    contract,
    amount,
  }: { readonly credit: number; readonly contract: number; readonly amount?: string },
  at: string,
  currency = 'USD',
): void {
  const money = (text: string) => ({ amount: text, currency });
  book(story, credit, at, { currency });
  matchServices(story, credit, contract, at, amount === undefined ? {} : { amount: money(amount) });
}

/** The bank gives a part of a credit back. */
export function giveServicesBack(
  story: Teller,
  credit: number,
  amount: string,
  at: string,
  id: number,
): void {
  tellCredit(story, credit, at, 'ReturnSettlement', {
    ...{ returnId: uuid(id), amount: usd(amount), bookedOn: at.slice(0, 10), valueDate: at.slice(0, 10) },
    ...{ references: { remittance: [] }, format: 'json' },
  });
}

/** A contract under which two credits are paid, of which some goes back; what the plan says becomes of it. */
export function servicesTradeSteps(story: Teller, id: number, plan: Plan): (() => void)[] {
  const [contract, one, other, told] = [id + 800_000, id + 800_001, id + 800_002, id + 800_004];
  const reason = 'x';
  const tell = (n: number, type: ServiceContractCommand['type'], data: object) => () =>
    tellContract(story, contract, day(n), type, data);
  const amended = { terms: { subject: 'y', endsOn: '2026-12-31' }, reason };
  return [
    () => agree(story, contract, day(1)),
    () => payUnder(story, { credit: one, contract, amount: '250.00' }, day(2)),
    () => payUnder(story, { credit: other, contract }, day(3), plan.late ? 'PKR' : 'USD'),
    () => book(story, told, day(3), { basis: 'status-accc' }),
    () => matchServices(story, told, contract, day(3), { amount: usd('200.00') }),
    () => matchServices(story, told, contract, day(4)),
    // Of another day than the status had told.
    () => enterCredit(story, told, day(plan.late ? 2 : 5), '2026-04-01', { bookedOn: day(3).slice(0, 10) }),
    ...(plan.returned ? [() => giveServicesBack(story, told, '150.00', day(3), id + 800_005)] : []),
    ...(plan.amended ? [tell(4, 'AmendServiceContract', amended)] : []),
    ...(plan.corrected === 'no' ? [] : [tell(5, 'ReclassifyServiceContract', { to: 'SI22', reason })]),
    ...(plan.returned ? [() => giveServicesBack(story, one, '120.00', day(6), id + 800_003)] : []),
    ...(plan.held
      ? [
          () =>
            tellCredit(story, other, day(7), 'UnmatchServiceContract', {
              ...{ serviceContractId: uuid(contract), takenBackOn: '2026-03-07', reason },
            }),
        ]
      : []),
    plan.parts === 2
      ? tell(8, 'CompleteServiceContract', { completedOn: '2026-03-07' })
      : tell(8, 'TerminateServiceContract', { terminatedOn: '2026-03-07', reason }),
    ...(plan.cancelled ? [tell(9, 'WithdrawServiceContract', { reason })] : []),
  ];
}
