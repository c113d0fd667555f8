import type { EventDataOf } from '@corridor/contracts';

/** A line of goods as the events have it. */
export type GoodsLineJson = EventDataOf<'ConsignmentDeclared'>['lines'][number];
