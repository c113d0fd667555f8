import type { createLogger } from '@corridor/nest-kit';
import { ProblemError } from '@corridor/nest-kit';
import { YogaDriver, type YogaDriverConfig } from '@graphql-yoga/nestjs';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type FrontDoorRequest, GRAPHQL_PATH } from '../http/front-door.js';
import { maskError } from './errors.js';
import { compiledExecution, endOfOperation } from './execution.js';
import { graphiqlOptions } from './graphiql.js';
import { formLimits } from './limits.js';
import { valuesByName } from './named-values.js';
import { type Operation, startOperation } from './operation.js';
import { operationGate } from './operation-gate.js';

/** `POST` and `GET /graphql`: the schema comes from the resolvers, Yoga runs it. */
export function graphqlModule(logger: ReturnType<typeof createLogger>): DynamicModule {
  return GraphQLModule.forRootAsync<YogaDriverConfig<'fastify'>>({
    driver: YogaDriver,
    inject: [getDataSourceToken()],
    useFactory: (dataSource: DataSource) => ({
      path: GRAPHQL_PATH,
      autoSchemaFile: true,
      context: ({ req }: { readonly req: FrontDoorRequest }): Operation => {
        // The front door has checked the key before; nothing is run for a request that it did not see.
        if (!req.caller)
          throw new ProblemError(401, 'key-missing', 'Send your API key as "Authorization: Bearer <key>".');
        return startOperation(dataSource, req.caller, req.correlationId);
      },
      plugins: [
        ...formLimits(),
        valuesByName(),
        operationGate(),
        compiledExecution(),
        endOfOperation(logger),
      ],
      maskedErrors: { maskError: maskError(logger) },
      graphiql: graphiqlOptions,
      landingPage: false,
      cors: false,
      multipart: false,
      batching: false,
      logging: false,
    }),
  });
}
