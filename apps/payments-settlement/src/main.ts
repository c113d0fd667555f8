import { createLogger, readSettings, runService } from '@corridor/nest-kit';
import { readRateSettings, startPaymentsSettlement } from './index.js';

const settings = readSettings(process.env);
const logger = createLogger('payments-settlement', settings);
await runService(logger, () =>
  startPaymentsSettlement(settings, logger, { rates: readRateSettings(process.env) }),
);
