import { readFileSync } from 'node:fs';
import { CATALOG } from '../../../src/connectors/catalog/catalog.js';
import { CATEGORIES } from '../../../src/connectors/contract/category.js';
import type { Connector } from '../../../src/connectors/contract/connector.js';
import { FACTS } from '../../../src/connectors/contract/evidence.js';
import { issuanceOf } from '../../../src/connectors/contract/issuance.js';
import type { SecretPart } from '../../../src/connectors/contract/secret-parts.js';
import { describeConnector } from '../../../src/connectors/describe-connector.js';
import { renewalInWords } from '../../../src/connectors/renewal-in-words.js';
import { isHostCovered, isHostPattern, parseVendorUrl } from '../../../src/connectors/wire/host-rules.js';
import { FAULT_CONNECTORS } from '../../faults/support/fault-connectors.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import {
  addressesOf,
  hostsOf,
  methodsOf,
  type NamedMethod,
  SAMPLE_SECRET,
  sampleValues,
} from '../../support/sample-connections.js';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CAMEL = /^[a-z][A-Za-z0-9]*$/;
const SENTENCE = /^[A-Z].*[.)]$/;

const house: readonly Connector[] = CATALOG.map((type) => new type());
/** Those of the house, and some that a program adds when it embeds Latchkey. */
const connectors: readonly Connector[] = [...house, ...FAULT_CONNECTORS];
const methods = methodsOf(connectors);

/** The keys of those that break a law. */
function breaking(isRight: (connector: Connector) => boolean, among = connectors): readonly string[] {
  return among.filter((connector) => !isRight(connector)).map(({ key }) => key);
}

function methodsBreaking(isRight: (named: NamedMethod) => boolean): readonly string[] {
  return methods.filter((named) => !isRight(named)).map(({ name }) => name);
}

const areUnique = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

describe('The catalogue', () => {
  it('lists each connector once, in a file of its name, in the order of the paths', () => {
    const source = readFileSync(new URL('../../../src/connectors/catalog/listing.ts', import.meta.url), 'utf8');
    const lines = [...source.matchAll(/^export \{ (\w+)Connector \} from '\.\/(\S+)\/(\S+)\.connector\.js';$/gm)];
    const paths = lines.map(([, , folder, file]) => `${folder}\0${file}`);
    expect(lines).toHaveLength(CATALOG.length);
    expect(lines.filter(([, name, , file]) => name?.toLowerCase() !== file?.replaceAll('-', ''))).toEqual([]);
    expect(paths).toEqual([...new Set(paths)].sort());
  });

  it('gives every connector a key and a title of its own', () => {
    expect(areUnique(connectors.map(({ key }) => key)) && areUnique(connectors.map(({ title }) => title))).toBe(true);
  });

  it('knows at least a hundred vendors besides the six that have actions', () => {
    expect(house.filter(({ actions = [] }) => actions.length === 0).length).toBeGreaterThanOrEqual(100);
  });
});

describe('Every connector', () => {
  let wing: ConnectorsWing;

  beforeAll(async () => {
    wing = await openConnectorsWing({}, FAULT_CONNECTORS);
  });

  afterAll(() => wing.close());

  it('has a kebab-case key, a title, and a page of the vendor on https', () => {
    const isRight = ({ key, title, docs }: Connector) =>
      KEBAB.test(key) && title.trim() !== '' && new URL(docs).protocol === 'https:';
    expect(breaking(isRight)).toEqual([]);
  });

  it('names hosts that are hosts', () => {
    expect(breaking(({ hosts }) => hosts.every(isHostPattern))).toEqual([]);
  });

  it('describes itself as plain data', () => {
    for (const connector of connectors) {
      const description = describeConnector(connector);
      expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    }
  });

  it('has methods and actions with keys of their own', () => {
    const isRight = (connector: Connector) => {
      const methodKeys = connector.methods.map(({ key }) => key);
      const actionKeys = (connector.actions ?? []).map(({ key }) => key);
      const areWritten = methodKeys.every((key) => KEBAB.test(key)) && actionKeys.every((key) => CAMEL.test(key));
      return methodKeys.length > 0 && areWritten && areUnique(methodKeys) && areUnique(actionKeys);
    };
    expect(breaking(isRight)).toEqual([]);
  });

  it('says of an action that it only reads where its name says so too, and it may be repeated without a key', () => {
    const reading = /^(describe|find|get|list|query|read|search|suiteql)/;
    const wrong = connectors.flatMap(({ key: connector, actions = [] }) =>
      actions
        .filter(({ reads, key, repeatable, idempotencyKey }) => {
          return reads === true && !(reading.test(key) && repeatable && idempotencyKey === undefined);
        })
        .map(({ key }) => `${connector}.${key}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has actions whose inputs compile and refuse what nobody declared', async () => {
    for (const connector of connectors) {
      const binding = { connector: connector.key, baseUrl: 'https://none.test', hosts: [] };
      for (const { key } of connector.actions ?? []) {
        const credential = { kind: 'headers', headers: {}, ...binding } as const;
        const call = wing.service.runAction(credential, `${connector.key}.${key}`, { nobodyDeclaredThis: 1 });
        await expect(call).rejects.toMatchObject({ code: 'inputs-invalid' });
      }
    }
  });

  it('of the house says in what field of work it is met', () => {
    expect(breaking(({ category = '' }) => Object.hasOwn(CATEGORIES, category), house)).toEqual([]);
  });

  it('of the house says how its facts are known, from pages that can be looked up', () => {
    const isRight = ({ evidence }: Connector) => {
      const { verified = [], sources = [] } = evidence ?? {};
      const areKnown = verified.every((fact) => Object.hasOwn(FACTS, fact)) && areUnique(verified);
      const areHttps = sources.every((source) => new URL(source).protocol === 'https:') && areUnique(sources);
      return sources.length > 0 && areKnown && areHttps;
    };
    expect(breaking(isRight, house)).toEqual([]);
  });

  it('claims evidence only for facts that it states', () => {
    const isRight = ({ evidence, methods: own }: Connector) => {
      const verified = new Set(evidence?.verified ?? []);
      const isByConsent = own.some(({ scheme }) => issuanceOf(scheme) === 'consent');
      const renewals = own.flatMap(({ renewal }) => renewal ?? []);
      const hasSpan = renewals.some((facts) => facts.accessLifetime || facts.refreshLifetime || facts.refreshIdle);
      const isEndless = renewals.some(({ issuesRefreshToken }) => issuesRefreshToken === false);
      const hasScopes = own.some(
        ({ scheme }) => 'scopes' in scheme && (scheme.scopes.length > 0 || scheme.chosenScopes),
      );
      return (
        (isByConsent || !(verified.has('pkce') || verified.has('offline-access'))) &&
        (renewals.length > 0 || !verified.has('rotation')) &&
        (hasSpan || isEndless || renewals.length === 0 || !verified.has('lifetimes')) &&
        (hasScopes || !verified.has('scopes'))
      );
    };
    expect(breaking(isRight, house)).toEqual([]);
  });

  it('says what surprises in whole sentences', () => {
    expect(breaking(({ quirks = [] }) => quirks.every((quirk) => SENTENCE.test(quirk)))).toEqual([]);
  });
});

describe('Every method', () => {
  it('labels each field and says where its value is found', () => {
    const isRight = ({ method: { fields } }: NamedMethod) =>
      Object.entries(fields).every(([key, { label, where, when }]) => {
        const other = when && fields[when.field];
        const options = other?.kind === 'choice' ? other.options.map(({ value }) => value) : [];
        const isShown = when === undefined || when.is.every((value) => options.includes(value));
        return CAMEL.test(key) && label.trim() !== '' && where.trim() !== '' && isShown;
      });
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('tells the vendor half of the work step by step', () => {
    const isRight = ({ method: { setup } }: NamedMethod) =>
      setup.length > 0 && setup.every((step) => SENTENCE.test(step));
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('names narrow hosts for every choice, and keeps its probe, its base and its tokens within them', () => {
    const isRight = (named: NamedMethod) =>
      sampleValues(named.method.fields).every((values) => {
        const hosts = hostsOf(named, values);
        const addresses = addressesOf(named.method, values).map((url) => parseVendorUrl(url).hostname);
        const areWithin = addresses.every((host) => isHostCovered(host, hosts));
        return hosts.length > 0 && hosts.every(isHostPattern) && areWithin;
      });
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('sets the word before a key apart from the key', () => {
    const isApart = (part: SecretPart) => part.in !== 'header' || !part.prefix || /[ =]$/.test(part.prefix);
    const isRight = ({ method: { scheme, fields } }: NamedMethod) =>
      scheme.kind !== 'static-secret' || sampleValues(fields).every((values) => scheme.present(values).every(isApart));
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('sends people to https only', () => {
    const isRight = ({ method: { scheme, fields } }: NamedMethod) =>
      scheme.kind !== 'authorization-code' ||
      sampleValues(fields).every((values) => parseVendorUrl(scheme.authorizeUrl(values)).protocol === 'https:');
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('offers renewal rates that include the default, and only where something is issued', () => {
    const isRight = ({ method: { scheme, renewal } }: NamedMethod) =>
      renewal ? renewal.rates.includes(renewal.defaultRate) : issuanceOf(scheme) === 'none';
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('offers no rate, no idle limit and no rotation where no refresh token is issued', () => {
    const isRight = ({ method: { renewal } }: NamedMethod) =>
      renewal?.issuesRefreshToken !== false ||
      (renewal.rates.every((rate) => rate === 'disabled') &&
        renewal.rotatesRefreshToken === 'never' &&
        renewal.refreshIdle === undefined &&
        renewal.refreshLifetime === undefined);
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('knows a window of replay, or spent tokens that stay good, only where refresh tokens are replaced', () => {
    const isRight = ({ method: { renewal } }: NamedMethod) =>
      renewal?.rotatesRefreshToken !== 'never' || !(renewal.replayWindowSeconds || renewal.oldStaysValid);
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('states spans of time that can be, and says in words what it knows of its tokens', () => {
    const isRight = ({ method: { renewal, scheme } }: NamedMethod) => {
      if (!renewal) return true;
      const { accessLifetime, refreshLifetime, refreshIdle, earliestRenewalSeconds = 0 } = renewal;
      const spans = [accessLifetime, refreshLifetime, refreshIdle].flatMap((span) => span?.seconds ?? []);
      const isInTime = earliestRenewalSeconds < (accessLifetime?.seconds ?? Number.POSITIVE_INFINITY);
      const areWhole = spans.every((seconds) => Number.isInteger(seconds) && seconds >= 60);
      return areWhole && isInTime && renewalInWords(renewal, scheme.kind).length > 0;
    };
    expect(methodsBreaking(isRight)).toEqual([]);
  });

  it('keeps every secret out of its addresses and its probe', () => {
    const isRight = ({ method }: NamedMethod) =>
      sampleValues(method.fields).every((values) => {
        const texts = [...addressesOf(method, values), JSON.stringify(method.probe(values, undefined))];
        return !texts.some((text) => text.includes(SAMPLE_SECRET) || text.includes('[secret]'));
      });
    expect(methodsBreaking(isRight)).toEqual([]);
  });
});
