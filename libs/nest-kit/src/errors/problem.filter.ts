import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from 'pino';
import { PROBLEM_JSON, type Problem } from './problem.js';
import { ARCHIVE_AWAY, toProblem } from './to-problem.js';

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

/** A problem as the standard that rules a path wants it told. */
export type ProblemShape = (problem: Problem, url: string) => Problem;

/** Answers an error with `application/problem+json`; what is the ledger's own fault is logged, with its stack. */
export function answerProblem(
  error: unknown,
  reply: Reply,
  logger: Logger,
  shape: (problem: Problem) => Problem = (problem) => problem,
): void {
  const problem = shape(toProblem(error));
  const isAway = problem.code === ARCHIVE_AWAY;
  if (problem.status >= 500 && (problem.status !== 503 || isAway))
    logger.error({ err: error }, 'a request failed');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  // A person has to bring a file; a queue is shorter in a second.
  if (problem.status === 503) reply.header('retry-after', isAway ? '60' : '1');
  reply.code(problem.status).header('content-type', PROBLEM_JSON).send(JSON.stringify(problem));
}

/** Every error of a Nest route. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly shape: ProblemShape = (problem) => problem,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { url } = http.getRequest<{ readonly url: string }>();
    answerProblem(error, http.getResponse<Reply>(), this.logger, (problem) => this.shape(problem, url));
  }
}
