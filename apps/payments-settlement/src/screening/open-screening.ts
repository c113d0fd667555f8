import type { LedgerServiceOptions } from '@corridor/nest-kit';
import { ListFile } from './list-file.js';
import { NoScreening, type Screening } from './screening.js';
import { ScreeningService } from './screening-service.js';
import type { ScreeningSettings } from './screening-settings.js';

/** @throws Error naming `SCREENING_LIST` where the list cannot be read. */
export async function openScreening(
  { list, url, calls }: ScreeningSettings,
  logger: LedgerServiceOptions['logger'],
): Promise<Screening> {
  if (list !== undefined) {
    return ListFile.open({
      path: list,
      elapsed: () => performance.now(),
      onLoaded: (loaded, entries) => logger.info({ ...loaded, entries }, 'the screening list is a new one'),
      onBroken: (error) =>
        logger.error({ err: error }, 'the screening list cannot be read, keeping the last one'),
    });
  }
  if (url === undefined) return new NoScreening();
  return new ScreeningService({
    url,
    ...calls,
    onDown: (error) =>
      logger.error(
        { err: error },
        'the screening service does not answer: settlements are held until it does',
      ),
    onUp: () => logger.info('the screening service answers again'),
  });
}
