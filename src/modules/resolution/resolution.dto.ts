import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../api/requests/optional.validator.js';

export class ResolveDto {
  /** The access token's name, without regard to case. */
  @IsString()
  @MaxLength(400)
  name!: string;

  /** The app that asks; only for keys that are not bound to one. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  appId?: string;
}

export class SignDto extends ResolveDto {
  /** The HTTP method of the request. */
  @IsString()
  @MaxLength(20)
  method!: string;

  /** The absolute address, exactly as it will be sent. */
  @IsString()
  @MaxLength(8000)
  url!: string;

  /** The body, only if it is `application/x-www-form-urlencoded`. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(500_000)
  form?: string;
}

export class ResolvedTokenDto {
  id!: string;
  name!: string;
  /** global or app. */
  scope!: string;
  generation!: number;
  connector!: string;
}

export class CredentialDto {
  /**
   * `headers`: reusable until it expires. `signing`: sign each request at /v1/signatures. `inside`: a client certificate
   * or another proof that never leaves the service; send requests through /v1/proxy or an action.
   */
  kind!: string;
  /** What to add to a request; only for kind `headers`. */
  headers?: Record<string, string>;
  /** What to add to the query of each request; only for kind `headers`, and only where a vendor takes a key there. */
  query?: Record<string, string>;
  /** Headers of every request that does not say otherwise; nothing secret. */
  defaultHeaders?: Record<string, string>;
  baseUrl!: string;
  /** The only hosts that it may be sent to: exact names, or `*.suffix`. */
  hosts!: string[];
  account?: string;
  expiresAt?: Date;
}

export class ResolutionDto {
  token!: ResolvedTokenDto;
  credential!: CredentialDto;
  /** It works, but its renewal fails. */
  warning?: string;
}

export class SignatureDto {
  token!: ResolvedTokenDto;
  /** Good for this one request only. */
  headers!: Record<string, string>;
}

export class ConnectionTestDto {
  /** Who answered, as the vendor names it. */
  account?: string;
  at!: Date;
  generation!: number;
}
