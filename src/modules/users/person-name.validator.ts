import { ValidateBy } from 'class-validator';

const MOST = 100;

/** Names of people know no rules but that they can be read: no control characters, not empty, not endless. */
export const IsPersonName = (): PropertyDecorator =>
  ValidateBy({
    name: 'isPersonName',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && /\S/u.test(value) && !/\p{C}/u.test(value) && value.length <= MOST,
      defaultMessage: (checked) =>
        `${checked?.property} must have 1 to ${MOST} characters, none of them a control character`,
    },
  });
