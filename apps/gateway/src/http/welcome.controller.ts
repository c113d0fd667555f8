import { Public } from '@corridor/nest-kit';
import { Controller, Get } from '@nestjs/common';
import { REST_ROUTES } from '../proxy/rest-routes.js';

/** Tells who opens the address where to go. */
@Controller()
export class WelcomeController {
  @Public()
  @Get()
  welcome() {
    return {
      name: 'Corridor Ledger',
      graphql: '/graphql: figures and consignments by POST; open it in a browser to try queries',
      rest: REST_ROUTES.flatMap(({ paths }) => paths),
      health: ['/health/live', '/health/ready'],
      key: 'Send your API key as "Authorization: Bearer <key>".',
    };
  }
}
