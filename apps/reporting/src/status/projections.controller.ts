import { EventStore } from '@corridor/event-store';
import { Allow, LEDGER_PARTS, type LedgerParts, Operation } from '@corridor/nest-kit';
import { type GenerationStatus, generationsAtWork } from '@corridor/projections';
import { Controller, Get, Inject } from '@nestjs/common';
import { projectionsAnswer } from './projections.answers.js';

interface ProjectionAnswer {
  readonly name: string;
  readonly generation: number;
  /** Whether readers see it. */
  readonly live: boolean;
  /** `stopped`: an event cannot be applied; what it holds is right up to `position`, and nothing behind it is in. */
  readonly state: 'building' | 'live' | 'stopped';
  readonly position: number;
  /** Events that are still to be applied. */
  readonly lag: number;
  readonly updatedAt: string;
  readonly error?: string;
}

@Controller('v1/projections')
export class ProjectionsController {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  /** As many rows as there are projections and rebuilds under way: no pages. */
  @Allow('operator', 'reporter')
  @Get()
  @Operation('Tells how far each projection has come.', { answer: projectionsAnswer })
  async list(): Promise<{ readonly head: number; readonly items: readonly ProjectionAnswer[] }> {
    // The head is read second: no projection is ahead of it.
    const statuses = await generationsAtWork(this.parts.pool);
    const head = await this.store.head();
    return { head, items: statuses.map((status) => toAnswer(status, head)) };
  }
}

function toAnswer(status: GenerationStatus, head: number): ProjectionAnswer {
  const { name, generation, state, position, updatedAt, error } = status;
  return {
    name,
    generation,
    live: state === 'live',
    state: error !== undefined ? 'stopped' : state === 'live' ? 'live' : 'building',
    position,
    lag: head - position,
    updatedAt,
    ...(error !== undefined && { error }),
  };
}
