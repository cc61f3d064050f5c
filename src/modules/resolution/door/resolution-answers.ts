import type { Credential } from '../../../connectors/contract/credential.js';
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
    ...(kind === 'headers' ? { headers: openHeaders(credential.headers) } : {}),
    ...(account === undefined ? {} : { account }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

export function openHeaders(headers: Readonly<Record<string, Secret>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.reveal(WHY)]));
}
