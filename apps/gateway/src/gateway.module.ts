import type { KeyObject } from 'node:crypto';
import type { createLogger } from '@corridor/nest-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { ExportController } from './exports/export.controller.js';
import { graphqlModule } from './graphql/graphql.module.js';
import { GatewayHealthController, REPORTING_URL, SERVICE_URLS } from './http/health.controller.js';
import { WelcomeController } from './http/welcome.controller.js';
import type { ServiceUrls } from './proxy/rest-routes.js';
import { REPORT_KEY, ReportController } from './report/report.controller.js';
import { RESOLVERS } from './resolvers.js';
import { REST_DOCUMENT, RestDocumentController } from './rest-docs/rest-document.controller.js';
import { readRestDocument } from './rest-docs/rest-document.js';

interface GatewayModuleOptions {
  readonly database: DataSourceOptions;
  readonly services: ServiceUrls;
  readonly reportingUrl: string | undefined;
  readonly reportKey: KeyObject | undefined;
  readonly logger: ReturnType<typeof createLogger>;
}

/** What the gateway itself answers by REST. */
export const CONTROLLERS = [
  WelcomeController,
  GatewayHealthController,
  RestDocumentController,
  ReportController,
  ExportController,
];

@Module({})
class GatewayModule {}

/** The gateway's parts but for the REST pass-through, which is no affair of Nest's. */
export function gatewayModule({
  database,
  services,
  reportingUrl,
  reportKey,
  logger,
}: GatewayModuleOptions): DynamicModule {
  return {
    module: GatewayModule,
    imports: [
      // Whoever runs the gateway starts it again; it does not wait for a database by itself.
      TypeOrmModule.forRoot({ ...database, retryAttempts: 1 }),
      graphqlModule(logger),
    ],
    controllers: CONTROLLERS,
    providers: [
      ...RESOLVERS,
      { provide: SERVICE_URLS, useValue: services },
      { provide: REPORTING_URL, useValue: reportingUrl },
      { provide: REPORT_KEY, useValue: reportKey },
      { provide: REST_DOCUMENT, useFactory: readRestDocument },
    ],
  };
}
