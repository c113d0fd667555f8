import type { FigureDefinition } from '../../figures/figure-definition.js';

export const commitmentFunnelFigure: FigureDefinition = {
  field: 'commitmentFunnel',
  title: 'Commitment funnel',
  question: 'What was promised, and what came of it: contracted, shipped, cleared, delivered and paid?',
  formula:
    'promised: value announced; contracted: contracts linked; shipped: FOB of lines dispatched; cleared: CIF of lines cleared for home use; delivered: the same of lines delivered; paid: amounts settled. Each stage adds up events of linked consignments, invoices and credits alone; conversion = stage ÷ promised. Services stand on lines of their own, in no figure of goods.',
  unit: 'US dollars in whole cents; jobs are a number.',
  rounding:
    'Amounts are converted once, half to even, when their event is decided; conversion to four digits, half to even, when it is shown.',
  source:
    'What ministries, firms and the Business Council tell of promises, and the trade that was linked to them.',
  edgeCases: [
    'A consignment serves one commitment; of a partial shipment count the lines that it has.',
    'What was delivered without a clearance for home use that is known is no part of `delivered`: it stands in `deliveredUncleared`, and moves when it is cleared.',
    'It is worth what it was consigned for, or, where a contract tells a price of its subheading and unit, quantity × that price, but a tenth more than that at most. So is what was shipped before it is cleared for export.',
    'Services are promises of IT or logistics that name no HS code and are no pledge to invest: `services`, and `services: it` among the sectors. `total`, years, occasions and owners leave them out. Goods that are linked to such a promise count at no stage of it: what they are is no services. Where it is revised to name HS codes, they do.',
    '`atAge` sets the promises of a year beside those of all earlier years as they had come along when they were so many months old, those that are younger left out. Each thing is dated by the day on which it came about, whenever it was told, as all of it is known at the position: a promise by its announcement, what it was revised to by the revision; a contract by its signature, an investment by the day on which it was reached, goods by the day on which they came to the stage, what customs amended by the first clearance. Returns, cancellations and payments that were given back count from their own day; what was unlinked, released, rejected or revoked counts at no age. Of an invoice that was paid in pieces before its goods were linked, all counts from the last of these.',
    '`stuck` tells what is missing of promises at the stage that each is stuck before, by the days since anything came of them; those that were withdrawn or fulfilled, and services, are out. Where goods are, [goods that are stuck](goods-that-are-stuck.md) tells.',
    'A year is one of the calendar or, on request, from July to June.',
    'Over-fulfilment shows above 100 %.',
    'What was withdrawn or has lapsed stays in promised and is marked.',
    'Returns and refunds subtract.',
    'Stages need not shrink: an advance is paid before it ships.',
    'Conversion is absent where nothing was promised.',
    'Investment and jobs never add to trade.',
    'By an instant (`occurredUntil`), commitments of which something was told out of order are worked out anew of exactly the events that had happened; of more than 20,000 events it is refused.',
    'By an instant, an event that rests on one that had not happened tells nothing yet, such as the release of a contract that was not signed.',
  ],
  example:
    'Towels for 1,000.00 are promised, a contract for 900.00 is linked, and goods for 333.33 leave under it: promised 1000.00, contracted 900.00 (0.9000), shipped 333.33 (0.3333). A pledge to invest 700.00 changes none of these.',
};
