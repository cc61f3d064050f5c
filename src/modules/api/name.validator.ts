import { ValidateBy, type ValidationOptions } from 'class-validator';
import { NAME_RULE, parseName } from '../../kernel/name.js';

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
