import type { KeyObject } from 'node:crypto';
import { signingKey } from '@corridor/event-store';
import { readSettings, type ServiceSettings } from '@corridor/nest-kit';

export interface GatewaySettings extends ServiceSettings {
  /** Where trade-events listens, e.g. `http://127.0.0.1:4001`. */
  readonly tradeEventsUrl: string;
  /** Where payments-settlement listens. */
  readonly paymentsSettlementUrl: string;
  /** Where reporting listens: asked for its health alone, and not asked where this is left out. */
  readonly reportingUrl?: string;
  /** The Ed25519 key that reports are signed with: not that of the checkpoints, which stays off the network. Without it they are printed unsigned. */
  readonly reportKey?: KeyObject;
}

/** Reads the settings of the gateway from its environment. @throws Error naming the variables at fault. */
export function readGatewaySettings(
  environment: Readonly<Record<string, string | undefined>>,
): GatewaySettings {
  return {
    ...readSettings(environment),
    tradeEventsUrl: serviceUrl(environment, 'TRADE_EVENTS_URL'),
    paymentsSettlementUrl: serviceUrl(environment, 'PAYMENTS_SETTLEMENT_URL'),
    ...(environment.REPORTING_URL && { reportingUrl: serviceUrl(environment, 'REPORTING_URL') }),
    ...(environment.LEDGER_REPORT_KEY && { reportKey: reportKey(environment.LEDGER_REPORT_KEY) }),
  };
}

function reportKey(pem: string): KeyObject {
  try {
    return signingKey(pem, 'reports');
  } catch (error) {
    throw new Error(`The environment is not complete:\n  LEDGER_REPORT_KEY: ${(error as Error).message}`);
  }
}

/** An origin: paths are passed on as they come, so the address has none of its own. */
function serviceUrl(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const text = environment[name] ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username) {
    throw new Error(
      `The environment is not complete:\n  ${name}: has to be the service's address without a path, such as http://127.0.0.1:4001`,
    );
  }
  return url.origin;
}
