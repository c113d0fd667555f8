import { createLogger, readSettings, runService } from '@corridor/nest-kit';
import { readPaymentsSettings, startPaymentsSettlement } from './index.js';

const settings = readSettings(process.env);
const logger = createLogger('payments-settlement', settings);
const payments = readPaymentsSettings(process.env);
await runService(logger, () => startPaymentsSettlement(settings, logger, payments));
