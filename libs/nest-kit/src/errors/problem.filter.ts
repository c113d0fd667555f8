import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from 'pino';
import { PROBLEM_JSON } from './problem.js';
import { toProblem } from './to-problem.js';

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

/** Answers an error with `application/problem+json`; what is the ledger's own fault is logged, with its stack. */
export function answerProblem(error: unknown, reply: Reply, logger: Logger): void {
  const problem = toProblem(error);
  if (problem.status >= 500 && problem.code !== 'overloaded')
    logger.error({ err: error }, 'a request failed');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) reply.header('retry-after', '1');
  reply.code(problem.status).header('content-type', PROBLEM_JSON).send(JSON.stringify(problem));
}

/** Every error of a Nest route. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    answerProblem(error, host.switchToHttp().getResponse<Reply>(), this.logger);
  }
}
