import { Allow, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { idOf } from '../requests/request-body.js';
import { checkpointWith } from './checkpoint-id.js';
import { consignmentAnswer } from './consignment.answers.js';
import { type ConsignmentResponse, ConsignmentSteps } from './consignment-steps.js';
import { checkpointWithdrawalBody } from './movement.bodies.js';

/** Checkpoints that turn out to be wrong. */
@Controller('v1/consignments/:id/checkpoints')
export class CheckpointController {
  constructor(@Inject(ConsignmentSteps) private readonly steps: ConsignmentSteps) {}

  /** Whoever may tell of a checkpoint may tell that it was wrong: who did, stands with it. */
  @Allow('trader', 'customs', 'operator')
  @Post(':checkpointId/withdrawal')
  @HttpCode(200)
  @Operation('Says that a checkpoint was wrong; it stands for where the goods were no more.', {
    commands: ['WithdrawCheckpoint'],
    body: checkpointWithdrawalBody,
    answer: consignmentAnswer,
  })
  withdraw(
    @Param('id') id: string,
    @Param('checkpointId') checkpointId: string,
    @Req() request: Sent<typeof checkpointWithdrawalBody>,
  ): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, ({ occurredAt, reason }, consignmentId) => {
      const known = idOf(checkpointId, 'checkpoint');
      return (state) => {
        const { location, movement, occurredAt: seenAt } = checkpointWith(known, state);
        const data = { consignmentId, location, movement, seenAt, reason };
        return { type: 'WithdrawCheckpoint', occurredAt, data };
      };
    });
  }
}
