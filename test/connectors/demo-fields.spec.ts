import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_FIELDS } from '../../sandbox/demo/demo-fields.js';
import { type ConnectorsWing, openConnectorsWing } from '../support/connectors-wing.js';

const FORMS = Object.entries(DEMO_FIELDS).flatMap(([connector, methods]) =>
  Object.entries(methods).map(([method, fields]) => ({ connector, method, fields })),
);

describe('The values that the demo offers', () => {
  let wing: ConnectorsWing;
  beforeAll(async () => {
    wing = await openConnectorsWing({});
  });
  afterAll(() => wing.close());

  it.each(FORMS)('fill the form of $connector, $method', ({ connector, method, fields }) => {
    const { values } = wing.service.parseFields({ connector, method }, fields);
    expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.keys(fields)));
  });
});
