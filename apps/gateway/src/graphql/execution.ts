import type { createLogger } from '@corridor/nest-kit';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { Kind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Operation } from './operation.js';

/** Runs operations as compiled functions, each document compiled once. */
export function compiledExecution() {
  return useGraphQlJit(
    {},
    {
      // The plugin keeps what it compiled by document alone: of two operations in one document it would run the first for both.
      enableIf: ({ document }) =>
        document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1,
    },
  );
}

/** Ends what an operation began, however it ends. Stands behind every plugin that sets how to execute. */
export function endOfOperation(logger: ReturnType<typeof createLogger>): Plugin<Operation> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        const { session, correlationId } = args.contextValue as Operation;
        try {
          return await executeFn(args);
        } finally {
          await session.end().catch((error: unknown) => {
            logger.warn({ err: error, correlationId }, 'a connection could not be given back in good order');
          });
        }
      });
    },
  };
}
