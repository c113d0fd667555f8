import { registerEnumType } from '@nestjs/graphql';

export const TransportMode = { ROAD: 'road', RAIL: 'rail', SEA: 'sea', AIR: 'air' } as const;
registerEnumType(TransportMode, {
  name: 'TransportMode',
  description: 'How goods travel.',
  valuesMap: {
    ROAD: { description: 'By lorry.' },
    RAIL: { description: 'By train.' },
    SEA: { description: 'By ship.' },
    AIR: { description: 'By aircraft.' },
  },
});
