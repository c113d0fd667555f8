import type { CommitmentCommand } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { checkRegisteredCountry } from '../firms/registered-country.js';

/**
 * Whose a registered firm is, and where, the register says: by it, state and private deals are told apart. Read as the promise is appended; what the register tells
 * later changes no promise that was made before.
 * @throws ProblemError 422 `country-differs` or `ownership-differs` with the field.
 */
export async function checkOwners(
  { firms }: Pick<TradeAggregates, 'firms'>,
  command: CommitmentCommand,
): Promise<void> {
  if (command.type !== 'AnnounceCommitment' && command.type !== 'ReviseCommitment') return;
  for (const [index, { participantId, country, ownership }] of command.data.terms.parties.entries()) {
    if (participantId === undefined) continue;
    const pointer = `/terms/parties/${index}`;
    const state = await checkRegisteredCountry({ firms }, participantId, country, `${pointer}/country`);
    if (state.status === 'unknown' || state.ownership === ownership) continue;
    const message = `The register has "${participantId}" as ${state.ownership}, not as ${ownership}. Tell it so, or have the Business Council change the register.`;
    throw new ProblemError(422, 'ownership-differs', message, {
      pointer: `/terms/parties/${index}/ownership`,
    });
  }
}
