import { type RateSettings, readRateSettings } from './rates/rate-settings.js';
import { readSchemaSettings, type SchemaSettings } from './schemas/schema-settings.js';
import type { Clock } from './tokens.js';

/** What payments-settlement goes by beside the ledger. */
export interface PaymentsSettings {
  readonly now: Clock;
  readonly rates: RateSettings;
  readonly schemas: SchemaSettings;
}

/** Reads what an operator set; the clock is that of the machine. */
export function readPaymentsSettings(
  environment: Readonly<Record<string, string | undefined>>,
): PaymentsSettings {
  return {
    now: Date.now,
    rates: readRateSettings(environment),
    schemas: readSchemaSettings(environment),
  };
}
