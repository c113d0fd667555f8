import { derivedId } from '@corridor/contracts';
import {
  convert,
  type Exchange,
  exchangeOf,
  type ServiceContractCommand,
  type ServiceContractEvent,
  type ServiceContractState,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  serviceContract,
  settlement,
} from '@corridor/domain';
import { settlementIdentity } from '@corridor/iso20022';
import { fromUsd, usdPerUnit } from '../corridor/exchange-rates.js';
import { EXPORTERS, type Firm, IMPORTERS, partyOf } from '../corridor/firms.js';
import { DAY_MS } from '../corridor/local-time.js';
import type { World } from '../institutions/world.js';
import { participants, Stream } from '../lives/stream.js';

type SettlementStream = Stream<SettlementCommand, SettlementEvent, SettlementState>;
type ContractStream = Stream<ServiceContractCommand, ServiceContractEvent, ServiceContractState>;

/** Who does what for whom, and what is paid for it. */
interface Agreed {
  readonly number: string;
  readonly provider: Pick<Firm, 'id' | 'name' | 'country'>;
  readonly customer: Firm | undefined;
  /** By whose clock it is told. */
  readonly place: string;
  readonly bank: string;
  readonly service: string;
  readonly subject: string;
  readonly currency: string;
  /** US cents of each payment, and how many of them there are, a quarter apart. */
  readonly cents: number;
  readonly payments: number;
  /** When it is agreed, by its share of the demo's time. */
  readonly at: number;
  readonly mended?: 'reclassified' | 'returned';
}

const LAHORE = { id: 'demo-software-lahore', name: 'Demo Software Lahore', country: 'PK' };
const KARACHI = { id: 'demo-cloud-karachi', name: 'Demo Cloud Karachi', country: 'PK' };
const ALMATY = { id: 'demo-systems-almaty', name: 'Demo Systems Almaty', country: 'KZ' };
const OF_PAKISTAN = { place: 'PKKHI', bank: 'demo-bank-karachi' };
const OF_KAZAKHSTAN = { place: 'KZALA', bank: 'demo-bank-almaty' };

const AGREED: readonly Agreed[] = [
  {
    ...{ number: 'DSL-01', provider: LAHORE, customer: IMPORTERS[0], ...OF_PAKISTAN },
    ...{ service: 'SI21', subject: 'Software for the stock of a wholesaler', currency: 'USD' },
    ...{ cents: 1_850_000, payments: 8, at: 0.12 },
  },
  {
    ...{ number: 'DSL-02', provider: LAHORE, customer: IMPORTERS[2], ...OF_PAKISTAN },
    ...{ service: 'SI21', subject: 'Upkeep of software', currency: 'KZT' },
    ...{ cents: 420_000, payments: 10, at: 0.35, mended: 'reclassified' },
  },
  {
    ...{ number: 'DCK-01', provider: KARACHI, customer: IMPORTERS[1], ...OF_PAKISTAN },
    ...{ service: 'SI22', subject: 'Hosting and backup', currency: 'USD' },
    ...{ cents: 640_000, payments: 9, at: 0.5, mended: 'returned' },
  },
  {
    ...{ number: 'DSA-01', provider: ALMATY, customer: EXPORTERS[0], ...OF_KAZAKHSTAN },
    ...{ service: 'SI22', subject: 'Tracking of lorries', currency: 'USD' },
    ...{ cents: 310_000, payments: 12, at: 0.25 },
  },
  {
    ...{ number: 'DSA-02', provider: ALMATY, customer: EXPORTERS[4], ...OF_KAZAKHSTAN },
    ...{ service: 'SI1', subject: 'Lines for a call centre', currency: 'PKR' },
    ...{ cents: 150_000, payments: 6, at: 0.66 },
  },
];
const QUARTER_MS = 91 * DAY_MS;

/** Plans IT that firms of either country do for one of the other, and what their banks book for it. */
export function planServiceContracts(world: World): void {
  for (const agreed of AGREED) agree(world, agreed);
}

function agree(world: World, agreed: Agreed): void {
  const { provider, customer, number, service, subject, bank, place } = agreed;
  if (!customer) throw new Error(`The demo has too few firms for ${number}.`);
  const serviceContractId = derivedId(
    'corridor-ledger service-contract v1',
    provider.id,
    number.toLowerCase(),
  );
  const seenBy = participants(provider.id, customer.id, bank);
  const stream: ContractStream = new Stream('servicecontract', serviceContractId, serviceContract, seenBy);
  const actor = `trader:${provider.id}`;
  const agreedMs = world.at(agreed.at);
  world.say(
    agreedMs,
    actor,
    (occurredAt) =>
      stream.decide({
        type: 'RegisterServiceContract',
        occurredAt,
        data: {
          ...{ serviceContractId, contractNumber: number, service },
          provider: { participantId: provider.id, name: provider.name, country: provider.country },
          customer: partyOf(customer),
          terms: { subject, modeOfSupply: 1, providerBank: bank },
        },
      }),
    place,
  );
  for (let n = 1; n <= agreed.payments; n += 1) {
    pay(world, agreed, serviceContractId, n, agreedMs + n * QUARTER_MS);
  }
  if (agreed.mended === 'reclassified') {
    const told = { serviceContractId, to: 'SI22', reason: 'Upkeep is no software of its own' };
    const behind = agreedMs + 5 * QUARTER_MS;
    const decide = (occurredAt: string) =>
      stream.decide({ type: 'ReclassifyServiceContract', occurredAt, data: told });
    world.say(behind, actor, decide, place);
  }
  const overMs = agreedMs + agreed.payments * QUARTER_MS + 20 * DAY_MS;
  const complete = (occurredAt: string) => {
    const completedOn = occurredAt.slice(0, 10);
    return stream.decide({
      type: 'CompleteServiceContract',
      occurredAt,
      data: { serviceContractId, completedOn },
    });
  };
  world.say(overMs, actor, complete, place);
}

/** The bank of the provider books a credit, and says the day after what it is for; one of them goes back in part. */
function pay(world: World, agreed: Agreed, serviceContractId: string, n: number, ms: number): void {
  const { number, provider, bank, place, currency, cents, mended } = agreed;
  const actor = `bank:${bank}`;
  let booked: { readonly settlementId: string; readonly stream: SettlementStream } | undefined;
  const book = (occurredAt: string) => {
    const bookedOn = occurredAt.slice(0, 10);
    const references = { accountServicerReference: `${bookedOn}/${number}-${n}`, remittance: [number] };
    const credit = {
      ...{ bank, account: `DEMO-${provider.id.slice(5)}`, bookedOn, valueDate: bookedOn },
      amount: fromUsd(cents, currency, bookedOn),
    };
    const entry = {
      ...credit,
      ...references,
      creditDebit: 'CRDT',
      reversal: false,
      occurrence: 1,
    } as const;
    const settlementId = derivedId('corridor-ledger settlement v1', bank, settlementIdentity(entry));
    const stream: SettlementStream = new Stream('settlement', settlementId, settlement, [bank]);
    booked = { settlementId, stream };
    const exchange = exchangeOn(currency, bookedOn);
    return stream.decide({
      type: 'BookSettlement',
      occurredAt: `${bookedOn}T00:00:00+05:00`,
      data: {
        ...{ settlementId, ...credit, references, basis: 'booked-credit', format: 'json' },
        creditorName: provider.name,
        ...(exchange && { usd: { amount: convert(credit.amount, exchange), exchange } }),
      },
    });
  };
  const match = (occurredAt: string) => {
    if (booked?.stream.state.status !== 'booked') return undefined;
    const exchange = exchangeOn(currency, booked.stream.state.settlement.valueDate);
    return booked.stream.decide({
      type: 'MatchServiceContract',
      occurredAt,
      data: {
        ...{ serviceContractId, provider: provider.id, reason: 'The remittance names the contract' },
        ...(exchange && { exchange }),
      },
    });
  };
  world.say(ms, actor, book, place);
  world.say(ms + DAY_MS, actor, match, place);
  if (mended !== 'returned' || n !== 2) return;
  const giveBack = (occurredAt: string) => {
    if (!booked) return undefined;
    const bookedOn = occurredAt.slice(0, 10);
    const reference = `${bookedOn}/RJ-${number}-${n}`;
    const identity = JSON.stringify(['AcctSvcrRef', reference]);
    return booked.stream.decide({
      type: 'ReturnSettlement',
      occurredAt: `${bookedOn}T00:00:00+05:00`,
      data: {
        ...{
          returnId: derivedId('corridor-ledger return v1', booked.settlementId, identity),
          format: 'json',
        },
        ...{ amount: fromUsd(cents / 4, currency, bookedOn), bookedOn, valueDate: bookedOn },
        references: { accountServicerReference: reference, remittance: [] },
      },
    });
  };
  world.say(ms + 12 * DAY_MS, actor, giveBack, place);
}

/** The demo's own rate of a day, as a central bank would have posted it. */
function exchangeOn(currency: string, on: string): Exchange | undefined {
  if (currency === 'USD') return undefined;
  const source = currency === 'KZT' ? 'nbk' : 'sbp';
  const leg = { base: currency, quote: 'USD', rate: usdPerUnit(currency, on), on, source, inverse: false };
  return exchangeOf(currency, 'USD', [leg]);
}
