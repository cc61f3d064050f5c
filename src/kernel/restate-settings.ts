import { identityKeys, optionalSetting, origin, requiredSetting, wholeNumber } from './setting.js';

/** The settings of runs that Restate carries. */
export const RESTATE_SETTINGS = {
  restateUrl: optionalSetting({
    variable: 'RESTATE_URL',
    description: 'The ingress of Restate, such as `http://restate:8080`. Required with `LATCHKEY_ENGINE=restate`.',
    parse: origin,
  }),
  restateAdminUrl: optionalSetting({
    variable: 'RESTATE_ADMIN_URL',
    description:
      'The admin address of Restate, such as `http://restate:9070`: each start registers our endpoint there. Absent: you register it by hand.',
    parse: origin,
  }),
  restateIdentityKeys: requiredSetting({
    variable: 'RESTATE_IDENTITY_KEYS',
    description:
      'Public keys of Restate, comma separated, as it logs them at its start (`publickeyv1_...`). Calls that are not signed with one of them are refused. Required in production unless `LATCHKEY_RESTATE_HOST` is this machine alone.',
    fallback: '',
    parse: identityKeys,
  }),
  restateHost: requiredSetting({
    variable: 'LATCHKEY_RESTATE_HOST',
    description: 'Address on which Restate finds our endpoint. `0.0.0.0` or `::` opens it to other machines.',
    fallback: '127.0.0.1',
    parse: (text) => text,
  }),
  restatePort: requiredSetting({
    variable: 'LATCHKEY_RESTATE_PORT',
    description: 'Port of that endpoint (HTTP 2 without TLS; its `/health` is for a balancer).',
    fallback: '9080',
    parse: wholeNumber(0, 65_535),
  }),
  restateEndpointUrl: optionalSetting({
    variable: 'LATCHKEY_RESTATE_ENDPOINT',
    description:
      'The address under which Restate reaches the endpoint of all replicas, such as that of a balancer. Default: this machine.',
    parse: origin,
  }),
  restateStepsAtOnce: requiredSetting({
    variable: 'LATCHKEY_RESTATE_STEPS_AT_ONCE',
    description: 'How many steps a replica performs at a time for Restate; others wait their turn.',
    fallback: '128',
    parse: wholeNumber(1, 100_000),
  }),
  restateLongestWaitSeconds: requiredSetting({
    variable: 'LATCHKEY_RESTATE_LONGEST_WAIT',
    description:
      'A run that waits longer than so many seconds leaves Restate and becomes a delayed call, which goes on from the stored journal. So long an old version of Latchkey has to stay beside a new one.',
    fallback: '3600',
    parse: wholeNumber(1, 86_400),
  }),
} as const;

interface RestateValues {
  readonly engine?: 'embedded' | 'restate';
  readonly mode?: 'production' | 'demo';
  readonly restateUrl?: string | undefined;
  readonly restateHost?: string;
  readonly restateIdentityKeys?: readonly string[];
}

/** What the settings together lack when Restate carries the runs. */
export function missingForRestate(values: RestateValues): string[] {
  const { engine, mode, restateUrl, restateHost, restateIdentityKeys } = values;
  if (engine !== 'restate') return [];
  const problems: string[] = [];
  if (!restateUrl) problems.push('RESTATE_URL is missing: set the address of the ingress of Restate.');
  const isOpen = !['localhost', '127.0.0.1', '::1'].includes(restateHost ?? '');
  if (mode === 'production' && isOpen && !restateIdentityKeys?.length)
    problems.push(
      'RESTATE_IDENTITY_KEYS is missing: without it everybody who reaches LATCHKEY_RESTATE_HOST could perform steps. Give Restate a key (request-identity-private-key-pem-file) and set the public key that it logs.',
    );
  return problems;
}
