import type { ApiClient, Json } from '../../support/api-client.js';
import { expectStatus } from '../../support/story/drafts.js';
import type { Vendors } from '../../support/story/vendors.js';
import type { FaultKind } from './fault-connectors.js';
import type { FaultServerProcess } from './fault-server-process.js';

/** What a caller was told; nothing but status 0 when the connection broke before an answer. */
export interface Told {
  readonly status: number;
  /** Of the token that was handed out. */
  readonly generation?: number;
  /** The authorization header that was handed out. */
  readonly credential?: string;
  readonly code?: string;
  readonly remedy?: string;
}

/** What the vendor's books say about one token's renewals. */
export interface VendorCount {
  readonly grantsAlive: number;
  /** Grants that the vendor ended because a refresh token came again. */
  readonly familiesKilled: number;
  readonly accessTokens: number;
  /** Renewals that reached the vendor. */
  readonly renewals: number;
  /** Refresh tokens that were presented after the vendor had replaced them, and were refused for it. */
  readonly spentTwice: number;
}

/** Where a token lives: who may ask for it there, and whose vendors it is connected to. */
interface Home {
  readonly vendors: Vendors;
  runner(server?: FaultServerProcess): ApiClient;
  admin(server?: FaultServerProcess): ApiClient;
}

/** One access token of a house, followed from outside: at the API and in the vendor's books. */
export class FaultToken {
  readonly id: string;
  readonly name: string;
  readonly kind: FaultKind;
  private readonly client: string;

  constructor(
    private readonly house: Home,
    facts: { readonly id: string; readonly name: string; readonly kind: FaultKind; readonly client: string },
  ) {
    this.id = facts.id;
    this.name = facts.name;
    this.kind = facts.kind;
    this.client = facts.client;
  }

  /** A run wants it. */
  async resolve(server?: FaultServerProcess): Promise<Told> {
    try {
      const { status, body } = await this.house.runner(server).post('/v1/resolutions', { name: this.name });
      if (status !== 200) return { status, code: body.code, remedy: body.remedy };
      return { status, generation: body.token.generation, credential: body.credential.headers.authorization };
    } catch {
      return { status: 0 };
    }
  }

  /** A person presses "renew now". */
  async renewNow(server?: FaultServerProcess): Promise<Told> {
    try {
      const { status, body } = await this.house.admin(server).post(`/v1/access-tokens/${this.id}/renewal`, {});
      if (status !== 200) return { status, code: body.code, remedy: body.remedy };
      return { status, generation: body.generation };
    } catch {
      return { status: 0 };
    }
  }

  /** The token as an admin sees it. */
  async view(server?: FaultServerProcess): Promise<Json> {
    return expectStatus(await this.house.admin(server).get(`/v1/access-tokens/${this.id}`), 200).body;
  }

  /** The ledger, newest first. */
  async renewals(server?: FaultServerProcess): Promise<Json[]> {
    return expectStatus(await this.house.admin(server).get(`/v1/access-tokens/${this.id}/renewals`), 200).body.items;
  }

  async atVendor(): Promise<VendorCount> {
    const grants = (await this.house.vendors.grants('dropbox')).filter(({ client }) => client === this.client);
    const calls = await this.house.vendors.journal('dropbox', 'token');
    const renewals = calls.filter(({ notes }) => notes?.client === this.client && notes.grantType === 'refresh_token');
    const refused = renewals.filter(({ notes }) => /^refresh-(replaced|reused)$/.test(notes?.fault ?? ''));
    return {
      grantsAlive: grants.filter(({ dead }) => dead === undefined).length,
      familiesKilled: grants.filter(({ dead }) => dead === 'reused').length,
      accessTokens: grants.reduce((sum, { accessTokens }) => sum + accessTokens, 0),
      renewals: renewals.length,
      spentTwice: refused.length,
    };
  }

  /** Whether the vendor takes what was handed out: one call of its API. */
  async isTaken(credential: string): Promise<boolean> {
    const address = `${this.house.vendors.urlOf('dropbox')}/api.dropboxapi.com/2/users/get_current_account`;
    return (await fetch(address, { method: 'POST', headers: { authorization: credential } })).ok;
  }
}
