import { ArgsType, Field, registerEnumType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { CountryCode, DateTime, UNLOCODE } from '../graphql/scalars.js';
import { OCCURRED_UNTIL } from '../read/as-of.types.js';

export const CustomsFlowEnum = { EXPORT: 'export', IMPORT: 'import' } as const;
registerEnumType(CustomsFlowEnum, {
  name: 'CustomsFlow',
  description: 'What a declaration was lodged for.',
  valuesMap: {
    EXPORT: { description: 'Goods that leave the country of the office.' },
    IMPORT: { description: 'Goods that enter it.' },
  },
});

export const CustomsInspectionEnum = {
  NONE: 'none',
  DOCUMENTARY: 'documentary',
  SCAN: 'scan',
  PHYSICAL: 'physical',
} as const;
registerEnumType(CustomsInspectionEnum, {
  name: 'CustomsInspection',
  description: 'The strictest inspection that customs recorded.',
  valuesMap: {
    NONE: { description: 'None was recorded.' },
    DOCUMENTARY: { description: 'Of the papers.' },
    SCAN: { description: 'By a scan.' },
    PHYSICAL: { description: 'Of the goods themselves.' },
  },
});

export const InspectionResultEnum = { CONFORMING: 'conforming', DISCREPANCY: 'discrepancy' } as const;
registerEnumType(InspectionResultEnum, {
  name: 'InspectionResult',
  description: 'What an inspection found.',
  valuesMap: {
    CONFORMING: { description: 'All was as declared.' },
    DISCREPANCY: { description: 'Something was not.' },
  },
});

export const DutyKindEnum = {
  CUSTOMS_DUTY: 'customs-duty',
  VALUE_ADDED_TAX: 'value-added-tax',
  EXCISE: 'excise',
  FEE: 'fee',
} as const;
registerEnumType(DutyKindEnum, {
  name: 'DutyKind',
  description: 'What is owed to customs.',
  valuesMap: {
    CUSTOMS_DUTY: { description: 'Duty of import or of export.' },
    VALUE_ADDED_TAX: { description: 'Value added tax, or sales tax.' },
    EXCISE: { description: 'Excise on goods such as fuel or tobacco.' },
    FEE: { description: 'A fee that customs takes for what it does.' },
  },
});

@ArgsType()
export class CustomsArgs extends MonthsArgs {
  @Field(() => UNLOCODE, { nullable: true, description: 'Only at this customs office; left out, at all.' })
  office?: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: 'Only at customs offices of this country; left out, of all.',
  })
  reporter?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
