import { ValidateBy, type ValidationOptions } from 'class-validator';
import { NAME_RULE, type Name, parseName } from '../../../kernel/name.js';

/** Accepts what `parseName` accepts. */
export const IsName = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isName',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseName(value) !== undefined,
        defaultMessage: (checked) => `${checked?.property} ${NAME_RULE}`,
      },
    },
    options,
  );

/** The name of a request that `IsName` has accepted. */
export function givenName(text: string): Name {
  const name = parseName(text);
  if (!name) throw new Error('@IsName is missing on this field');
  return name;
}
