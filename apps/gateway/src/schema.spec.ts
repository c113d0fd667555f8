import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { schemaText } from './schema.js';

it('describes every type, field, argument and enum value', async () => {
  const types = Object.values(buildSchema(await schemaText()).getTypeMap());
  const bare: string[] = [];
  const check = (name: string, { description }: { description?: string | null | undefined }) => {
    if (!description || description.length < 8) bare.push(name);
  };
  for (const type of types) {
    if (type.name.startsWith('__') || ['Boolean', 'ID', 'Int', 'String', 'Query'].includes(type.name))
      continue;
    check(type.name, type);
  }
  for (const type of types) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      for (const arg of 'args' in field ? field.args : [])
        check(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  expect(bare).toEqual([]);
});
