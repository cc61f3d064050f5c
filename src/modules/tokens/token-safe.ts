import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Connection } from '../../connectors/contract/connection.js';
import type { FieldValues } from '../../connectors/contract/fields.js';
import type { IssuedToken } from '../../connectors/contract/issued-token.js';
import type { OwnConnector } from '../../connectors/contract/own-connector.js';
import { canonical } from '../../kernel/canonical.js';
import { Secret } from '../../kernel/secret.js';
import type { SealContext } from '../vault/sealed-value.js';
import { type SealingKey, sealWith, Vault } from '../vault/vault.js';

/** The columns that a sealed value is bound to: altering one of them makes it refuse to open. */
export interface SealedRow {
  readonly id: string;
  readonly tenantId: string;
  readonly scopeKey: string;
  readonly nameFolded: string;
  readonly connector: string;
  readonly method: string;
  readonly definition: OwnConnector | null;
  readonly plainFields: Readonly<Record<string, string>>;
  readonly generation: number;
}

export interface SealedColumns {
  readonly sealedFields: string;
  readonly sealedIssued: string | null;
}

/** Seals what a token or draft holds, and opens it: the one home of opened secrets between the vault and a scheme. */
@Injectable()
export class TokenSafe {
  constructor(private readonly vault: Vault) {}

  async seal(row: SealedRow, connection: Pick<Connection, 'values' | 'issued'>): Promise<SealedColumns> {
    return this.sealWith(await this.keyOf(row), row, connection);
  }

  /** What `sealWith` needs; fetched before an answer comes that must be sealed also when the database is away. */
  keyOf({ tenantId }: Pick<SealedRow, 'tenantId'>): Promise<SealingKey> {
    return this.vault.sealingKey(tenantId);
  }

  sealWith(key: SealingKey, row: SealedRow, { values, issued }: Pick<Connection, 'values' | 'issued'>): SealedColumns {
    const facts = bindingOf(row);
    const part = (field: string, plain: string) => sealWith(key, contextOf(row, field, facts), plain);
    return {
      sealedFields: part('fields', secretsOf(values)),
      sealedIssued: issued ? part('issued', issuedToText(issued)) : null,
    };
  }

  /** @throws sealed-value-refused when a row was altered or a value comes from another row or generation. */
  async open(row: SealedRow & SealedColumns): Promise<Connection> {
    const facts = bindingOf(row);
    const part = (field: string, sealed: string) => this.vault.open(row.tenantId, contextOf(row, field, facts), sealed);
    const secrets = await part('fields', row.sealedFields);
    const issued = row.sealedIssued && (await part('issued', row.sealedIssued));
    return {
      connector: row.connector,
      method: row.method,
      definition: row.definition,
      values: { ...row.plainFields, ...secretsFromText(secrets) },
      ...(issued ? { issued: issuedFromText(issued) } : {}),
    };
  }
}

/** A digest of the columns that a row's sealed values are bound to. */
export function bindingOf(row: SealedRow): string {
  const plainFields = Object.entries(row.plainFields).sort(([a], [b]) => (a < b ? -1 : 1));
  // It says where secrets go: whoever alters it finds them sealed.
  const own = row.definition === null ? [] : [canonical(row.definition)];
  const facts = JSON.stringify([row.scopeKey, row.nameFolded, row.connector, row.method, plainFields, ...own]);
  return hash('sha256', facts, 'base64url');
}

function contextOf({ id, generation }: SealedRow, field: string, facts: string): SealContext {
  return { owner: id, field, generation, facts };
}

/** The part of the values that is stored in clear. */
export function plainOf(values: FieldValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Which secret fields are set; an optional one may be left empty. */
export function secretKeysOf(values: FieldValues): string[] {
  return Object.keys(values).filter((key) => values[key] instanceof Secret);
}

function secretsOf(values: FieldValues): string {
  const secrets = Object.entries(values).flatMap(([key, value]) =>
    value instanceof Secret ? [[key, value.reveal('to seal it')]] : [],
  );
  return JSON.stringify(Object.fromEntries(secrets));
}

function secretsFromText(text: Secret): Record<string, Secret> {
  const opened: Record<string, string> = JSON.parse(text.reveal('to use the fields of a token'));
  return Object.fromEntries(Object.entries(opened).map(([key, value]) => [key, new Secret(value)]));
}

interface StoredIssuedToken {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly tokenSecret?: string;
  readonly issuedAt: string;
  readonly expiresAt?: string;
  readonly expiryAssumed: boolean;
  readonly scope?: string;
  readonly baseUrl?: string;
  readonly account?: string;
  readonly kept: Readonly<Record<string, string>>;
}

function issuedToText(issued: IssuedToken): string {
  return JSON.stringify({
    ...issued,
    issuedAt: issued.issuedAt.toISOString(),
    expiresAt: issued.expiresAt?.toISOString(),
    accessToken: issued.accessToken.reveal('to seal it'),
    refreshToken: issued.refreshToken?.reveal('to seal it'),
    tokenSecret: issued.tokenSecret?.reveal('to seal it'),
  });
}

function issuedFromText(text: Secret): IssuedToken {
  const { accessToken, refreshToken, tokenSecret, issuedAt, expiresAt, ...rest }: StoredIssuedToken = JSON.parse(
    text.reveal('to present or renew a token'),
  );
  return {
    ...rest,
    accessToken: new Secret(accessToken),
    issuedAt: new Date(issuedAt),
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    ...(tokenSecret === undefined ? {} : { tokenSecret: new Secret(tokenSecret) }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}
