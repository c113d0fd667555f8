import { Operation, Public } from '@corridor/nest-kit';
import { Controller, Get } from '@nestjs/common';
import { REST_ROUTES } from '../proxy/rest-routes.js';
import { welcomeAnswer } from './health.answers.js';

@Controller()
export class WelcomeController {
  @Public()
  @Get()
  @Operation('Tells who opens the address where to go.', { answer: welcomeAnswer })
  welcome() {
    return {
      name: 'Corridor Ledger',
      graphql: '/graphql: figures and consignments by POST; open it in a browser to try queries',
      rest: [...REST_ROUTES.flatMap(({ paths }) => paths), '/v1/reports', '/v1/exports'],
      document: '/v1/openapi.json: every path, with its schemas; /docs/rest to read it in a browser',
      health: ['/health/live', '/health/ready'],
      key: 'Send your API key as "Authorization: Bearer <key>".',
    };
  }
}
