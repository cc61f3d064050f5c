import type { Credential, HeaderCredential } from '../../../connectors/contract/credential.js';
import type { Secret } from '../../../kernel/secret.js';
import type { CredentialDto, ResolutionDto } from '../resolution.dto.js';
import type { Resolution } from '../resolution.js';

const WHY = 'to hand the credential to its caller';

/** The bodies of answers: made once for each resolution, and gone with it. */
export class ResolutionAnswers {
  readonly #texts = new WeakMap<Resolution, string>();

  textOf(resolution: Resolution): string {
    const known = this.#texts.get(resolution);
    if (known !== undefined) return known;
    const text = JSON.stringify(viewOf(resolution));
    this.#texts.set(resolution, text);
    return text;
  }
}

function viewOf(resolution: Resolution): ResolutionDto {
  return { ...resolution, credential: credentialView(resolution.credential) };
}

function credentialView(credential: Credential): CredentialDto {
  const { kind, baseUrl, hosts, account, expiresAt } = credential;
  return {
    kind,
    baseUrl,
    hosts: [...hosts],
    ...(kind === 'headers' ? reusable(credential) : {}),
    ...(account === undefined ? {} : { account }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** Only what may leave the service; a certificate and its key, and what is written into messages, may not. */
function reusable({
  headers,
  query,
  requests,
}: HeaderCredential): Pick<CredentialDto, 'headers' | 'query' | 'defaultHeaders'> {
  return {
    headers: openHeaders(headers),
    ...(query === undefined ? {} : { query: openHeaders(query) }),
    ...(requests?.headers === undefined ? {} : { defaultHeaders: requests.headers }),
  };
}

export function openHeaders(headers: Readonly<Record<string, Secret>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.reveal(WHY)]));
}
