import { readFileSync } from 'node:fs';
import { CATALOG } from '../../../src/connectors/catalog/catalog.js';
import type { Connector, Method } from '../../../src/connectors/contract/connector.js';
import type { Fields, FieldValues } from '../../../src/connectors/contract/fields.js';
import { renewalInWords } from '../../../src/connectors/renewal-in-words.js';
import { isHostCovered, isHostPattern, parseVendorUrl } from '../../../src/connectors/wire/host-rules.js';
import { Secret } from '../../../src/kernel/secret.js';
import { FAULT_CONNECTORS } from '../../faults/support/fault-connectors.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CAMEL = /^[a-z][A-Za-z0-9]*$/;
/** Those of the house, and some that a program adds when it embeds Latchkey. */
const connectors: readonly Connector[] = [...CATALOG.map((type) => new type()), ...FAULT_CONNECTORS];
const methods = connectors.flatMap((connector) =>
  connector.methods.map((method) => [`${connector.key} ${method.key}`, connector, method] as const),
);

describe('The catalogue', () => {
  it('lists each connector once, in alphabetical order', () => {
    const source = readFileSync(new URL('../../../src/connectors/catalog/catalog.ts', import.meta.url), 'utf8');
    const listed = [...source.matchAll(/^ {2}(\w+)Connector,$/gm)].map(([, name = '']) => name.toLowerCase());
    expect(listed).toHaveLength(CATALOG.length);
    expect(listed).toEqual([...new Set(listed)].sort());
  });

  it('gives every connector a key of its own', () => {
    expect(new Set(connectors.map(({ key }) => key)).size).toBe(connectors.length);
  });
});

describe.each(connectors.map((connector) => [connector.key, connector] as const))(
  'The connector %s',
  (_key, connector) => {
    let wing: ConnectorsWing;

    beforeAll(async () => {
      wing = await openConnectorsWing({}, FAULT_CONNECTORS);
    });

    afterAll(() => wing.close());

    it('has a kebab-case key, a title, and a page of the vendor on https', () => {
      expect(connector.key).toMatch(KEBAB);
      expect(connector.title).not.toBe('');
      expect(new URL(connector.docs).protocol).toBe('https:');
    });

    it('names hosts that are hosts', () => {
      expect(connector.hosts.filter((host) => !isHostPattern(host))).toEqual([]);
    });

    it('describes itself as plain data', () => {
      const description = wing.service.describe(connector.key);
      expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    });

    it('has methods and actions with keys of their own', () => {
      const methodKeys = connector.methods.map(({ key }) => key);
      const actionKeys = (connector.actions ?? []).map(({ key }) => key);
      expect(methodKeys.every((key) => KEBAB.test(key)) && methodKeys.length > 0).toBe(true);
      expect(actionKeys.every((key) => CAMEL.test(key))).toBe(true);
      expect([new Set(methodKeys).size, new Set(actionKeys).size]).toEqual([methodKeys.length, actionKeys.length]);
    });

    it('has actions whose inputs compile and refuse what nobody declared', async () => {
      const credential = {
        kind: 'headers',
        headers: {},
        connector: connector.key,
        baseUrl: 'https://none.test',
        hosts: [],
      } as const;
      for (const { key } of connector.actions ?? []) {
        const call = wing.service.runAction(credential, `${connector.key}.${key}`, { nobodyDeclaredThis: 1 });
        await expect(call).rejects.toMatchObject({ code: 'inputs-invalid' });
      }
    });
  },
);

describe.each(methods)('The method %s', (_name, connector, method) => {
  const combinations = sampleValues(method.fields);

  it('labels every field and says where its value is found', () => {
    for (const [key, field] of Object.entries(method.fields)) {
      expect(key).toMatch(CAMEL);
      expect(field.label.trim() !== '' && field.where.trim() !== '').toBe(true);
      if (field.when) {
        const other = method.fields[field.when.field];
        const options = other?.kind === 'choice' ? other.options.map(({ value }) => value) : [];
        expect(field.when.is.filter((value) => !options.includes(value))).toEqual([]);
      }
    }
  });

  it('tells the vendor half of the work step by step', () => {
    expect(method.setup.length).toBeGreaterThan(0);
    expect(method.setup.filter((step) => !/^[A-Z].*[.)]$/.test(step))).toEqual([]);
  });

  it('names narrow hosts for every choice, and keeps its probe, its base and its tokens within them', () => {
    for (const values of combinations) {
      const hosts = hostsOf(connector, method, values);
      expect(hosts.length).toBeGreaterThan(0);
      expect(hosts.filter((host) => !isHostPattern(host))).toEqual([]);
      const outside = addressesOf(method, values).filter((url) => !isHostCovered(parseVendorUrl(url).hostname, hosts));
      expect(outside).toEqual([]);
    }
  });

  it('sends people to https only', () => {
    const { scheme } = method;
    if (scheme.kind !== 'authorization-code') return;
    for (const values of combinations) expect(parseVendorUrl(scheme.authorizeUrl(values)).protocol).toBe('https:');
  });

  it('offers renewal rates that include the default, and only where something is issued', () => {
    expect(method.renewal !== undefined).toBe(method.scheme.kind !== 'signed-request');
    if (method.renewal) expect(method.renewal.rates).toContain(method.renewal.defaultRate);
  });

  it('states spans of time that can be, and says in words what it knows of its tokens', () => {
    const { renewal, scheme } = method;
    if (!renewal) return;
    const { accessLifetime, refreshLifetime, refreshIdle, earliestRenewalSeconds = 0 } = renewal;
    const spans = [accessLifetime, refreshLifetime, refreshIdle].flatMap((span) => span?.seconds ?? []);
    expect(spans.filter((seconds) => !Number.isInteger(seconds) || seconds < 60)).toEqual([]);
    expect(earliestRenewalSeconds).toBeLessThan(accessLifetime?.seconds ?? Number.POSITIVE_INFINITY);
    expect(renewalInWords(renewal, scheme.kind).length).toBeGreaterThan(0);
  });

  it('keeps every secret out of its addresses and its probe', () => {
    for (const values of combinations) {
      const texts = [...addressesOf(method, values), JSON.stringify(method.probe(values, undefined))];
      expect(texts.filter((text) => text.includes('canary') || text.includes('[secret]'))).toEqual([]);
    }
  });
});

function hostsOf(connector: Connector, method: Method, values: FieldValues): readonly string[] {
  return [...connector.hosts, ...(method.hosts?.(values) ?? [])];
}

function addressesOf({ scheme, baseUrl, probe }: Method, values: FieldValues): readonly string[] {
  const proof = probe(values, undefined);
  const addresses = [baseUrl(values, undefined), ...(proof.kind === 'request' ? [proof.url] : [])];
  switch (scheme.kind) {
    case 'authorization-code':
    case 'client-credentials':
      return [...addresses, scheme.tokenUrl(values)];
    case 'key-exchange':
      return [
        ...addresses,
        scheme.issue(values).url,
        ...(scheme.renew ? [scheme.renew(values, new Secret('canary')).url] : []),
      ];
    case 'signed-request':
      return addresses;
  }
}

/** One set of values for each option of each list. */
function sampleValues(fields: Fields): readonly FieldValues[] {
  const base = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      if (field.kind === 'secret') return [key, new Secret('canary')];
      if (field.kind === 'choice') return [key, field.default ?? ''];
      return [key, field.kind === 'host-label' ? 'Acme-1' : 'sample'];
    }),
  );
  const choices = Object.entries(fields).flatMap(([key, field]) =>
    field.kind === 'choice' ? field.options.map(({ value }) => ({ ...base, [key]: value })) : [],
  );
  return [base, ...choices];
}
