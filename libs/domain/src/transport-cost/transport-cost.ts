import { type Decider, type MoneyJson, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkStep, isSame, refuse } from '../checks.js';
import { usdAtRate } from '../usd.js';
import type { TransportCostCommand, TransportCostEvent, TransportCostTold } from './transport-cost.events.js';

/** As it was told, and when it was paid. */
interface Told {
  readonly paidAt: string;
  readonly told: TransportCostTold;
}

export type TransportCostState =
  | { readonly status: 'unknown' }
  | (Told & { readonly status: 'recorded' | 'withdrawn'; readonly amountUsd: MoneyJson });

const LEGAL: Readonly<Record<TransportCostState['status'], readonly TransportCostCommand['type'][]>> = {
  unknown: ['RecordTransportCost'],
  recorded: ['WithdrawTransportCost'],
  withdrawn: ['RecordTransportCost'],
};

export function legalForTransportCost({
  status,
}: TransportCostState): readonly TransportCostCommand['type'][] {
  return LEGAL[status];
}

/** A cost of a consignment, by its reference. Withdrawn, it may be told anew in other words: those that were wrong say nothing new. */
export const transportCost: Decider<TransportCostCommand, TransportCostEvent, TransportCostState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    switch (command.type) {
      case 'RecordTransportCost': {
        const { occurredAt, data } = command;
        if (state.status !== 'unknown' && isSameCost(state, { paidAt: occurredAt, told: data })) return [];
        if (state.status === 'recorded') {
          const message = `The consignment has another cost under ${data.reference}: withdraw that first, or tell this one under its own.`;
          refuse('reference-used', message, '/reference');
        }
        const { exporter, importer, recordedBy, receipted, exchangeRate, ...what } = data;
        checkScope(data);
        return [
          {
            type: 'TransportCostRecorded',
            occurredAt,
            data: {
              ...what,
              amountUsd: inUsd(data, occurredAt),
              ...(exchangeRate && { exchangeRate }),
              ...(receipted !== undefined && { receipted }),
              recordedBy,
              exporter,
              importer,
            },
          },
        ];
      }
      case 'WithdrawTransportCost': {
        if (state.status === 'withdrawn') return [];
        checkStep(command.type, `cost is ${state.status}`, LEGAL[state.status]);
        return [{ type: 'TransportCostWithdrawn', occurredAt: command.occurredAt, data: command.data }];
      }
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'TransportCostRecorded': {
        const { amountUsd, ...told } = event.data;
        return { status: 'recorded', paidAt: event.occurredAt, told, amountUsd };
      }
      case 'TransportCostWithdrawn':
        if (state.status === 'unknown') throw new Error('Nothing is withdrawn that was not recorded.');
        return { ...state, status: 'withdrawn' };
      default:
        return never(event);
    }
  },
};

/** Whoever tells it. */
function isSameCost(one: Told, other: Told): boolean {
  const words = ({ told }: Told) =>
    [
      told.kind,
      told.description,
      told.scope,
      told.units,
      told.amount.currency,
      toMoney(told.amount, '/amount').minor.toString(),
      told.exchangeRate,
      told.receipted,
    ] as const;
  return Date.parse(one.paidAt) === Date.parse(other.paidAt) && isSame(words(one), words(other));
}

function checkScope({ scope }: TransportCostTold): void {
  if (scope.basis === 'place' || scope.from !== scope.to) return;
  const message = `A section ends elsewhere than it begins: what was paid at ${scope.from} is told of the place.`;
  refuse('section-is-place', message, '/scope/to');
}

/** @throws Rejection naming the field of an amount or a rate that cannot be. */
function inUsd({ amount, exchangeRate }: TransportCostTold, paidAt: string): MoneyJson {
  const money = toMoney(amount, '/amount');
  if (money.minor < 0n) {
    const message = `"${amount.amount}" is below 0: tell 0 where nothing had to be paid.`;
    refuse('amount-negative', message, '/amount/amount');
  }
  if (money.currency === 'USD') {
    if (exchangeRate) refuse('rate-not-needed', 'What was paid in dollars needs no rate.', '/exchangeRate');
    return toMoneyJson(money);
  }
  if (!exchangeRate) {
    const message = `Tell what one ${money.currency} was worth in USD on the day on which it was paid.`;
    return refuse('rate-missing', message, '/exchangeRate');
  }
  return usdAtRate(money, exchangeRate, {
    // The clock is that of the place.
    day: paidAt.slice(0, 10),
    what: 'it was paid',
    pointer: '/exchangeRate',
    amountPointer: '/amount',
  });
}
