import type { Action, ActionAnswer, ActionInputs } from '../../contract/action.js';

const VERSIONS = {
  '1.1': { namespace: 'http://schemas.xmlsoap.org/soap/envelope/', type: 'text/xml; charset=utf-8' },
  '1.2': { namespace: 'http://www.w3.org/2003/05/soap-envelope', type: 'application/soap+xml; charset=utf-8' },
} as const;

/** What can be done with any SOAP service. */
export const SOAP_ACTIONS: readonly Action[] = [
  {
    key: 'call',
    title: 'Call an operation',
    help: 'Puts the XML into a SOAP envelope and sends it. The output is the whole answer as text.',
    inputs: {
      body: {
        label: 'Body',
        help: 'The XML inside soap:Body, with its namespace.',
        schema: { type: 'string', maxLength: 1_000_000 },
        required: true,
      },
      operation: {
        label: 'SOAPAction',
        help: 'As the WSDL states it; empty where it states none.',
        schema: { type: 'string', maxLength: 1_000, pattern: '^[\\x20\\x21\\x23-\\x7e]*$' },
        required: false,
        default: '',
      },
      version: {
        label: 'SOAP version',
        schema: { type: 'string', enum: ['1.1', '1.2'] },
        required: false,
        default: '1.1',
      },
      path: {
        label: 'Path',
        help: 'Below the base URL; the base URL itself when left empty.',
        schema: { type: 'string', maxLength: 8_000 },
        required: false,
        default: '',
      },
    },
    output: {
      type: 'object',
      properties: { status: { type: 'integer' }, xml: { type: 'string' } },
      required: ['status', 'xml'],
    },
    repeatable: false,
    answer: 'text',
    build: (inputs) => ({
      method: 'POST',
      url: String(inputs.path),
      headers: headersOf(inputs),
      body: envelopeOf(inputs),
    }),
    read: ({ status, body }: ActionAnswer) => ({ status, xml: String(body) }),
  },
];

function versionOf({ version }: ActionInputs): (typeof VERSIONS)['1.1' | '1.2'] {
  return VERSIONS[version === '1.2' ? '1.2' : '1.1'];
}

/** SOAP 1.1 names the operation in a header of its own, SOAP 1.2 beside the type (RFC 3902). */
function headersOf(inputs: ActionInputs): Readonly<Record<string, string>> {
  const { type } = versionOf(inputs);
  const action = `"${String(inputs.operation)}"`;
  if (inputs.version !== '1.2') return { 'content-type': type, soapaction: action };
  return { 'content-type': inputs.operation === '' ? type : `${type}; action=${action}` };
}

function envelopeOf(inputs: ActionInputs): string {
  const { namespace } = versionOf(inputs);
  return `<soap:Envelope xmlns:soap="${namespace}"><soap:Body>${String(inputs.body)}</soap:Body></soap:Envelope>`;
}
