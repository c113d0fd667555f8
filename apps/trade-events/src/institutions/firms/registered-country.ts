import type { FirmState } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';

/**
 * Where a registered firm is, the register says: needs, engagements and promises count by it. Read as it is told; what the register tells later
 * changes nothing that was told before.
 * @returns the firm as the register has it.
 * @throws ProblemError 422 `country-differs` with the field.
 */
export async function checkRegisteredCountry(
  { firms }: Pick<TradeAggregates, 'firms'>,
  participantId: string,
  country: string,
  pointer: string,
): Promise<FirmState> {
  const { state } = await firms.load(participantId);
  if (state.status === 'unknown' || state.country === country) return state;
  const message = `The register has "${participantId}" in ${state.country}, not in ${country}. Tell it so, or have the Business Council change the register.`;
  throw new ProblemError(422, 'country-differs', message, { pointer });
}
