import { createLogger, runService } from '@corridor/nest-kit';
import { readGatewaySettings, startGateway } from './index.js';

const settings = readGatewaySettings(process.env);
const logger = createLogger('gateway', settings);
await runService(logger, () => startGateway(settings, logger));
