import { ValidateBy } from 'class-validator';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const MOST = 30;

/** An object of paths by name. */
export const ArePaths = (path: RegExp): PropertyDecorator =>
  ValidateBy({
    name: 'arePaths',
    validator: {
      validate: (value: unknown) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
        const entries = Object.entries(value);
        return entries.length <= MOST && entries.every(([name, one]) => NAME.test(name) && isPath(path, one));
      },
      defaultMessage: (checked) => `${checked?.property} must be at most ${MOST} paths, by names of letters and digits`,
    },
  });

function isPath(path: RegExp, value: unknown): boolean {
  return typeof value === 'string' && path.test(value);
}
