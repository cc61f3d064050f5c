/** What the life of a connection depends on, as far as it can be read from its values. Nothing of it is secret. */
export interface CredentialLife {
  /** A person has to consent before anything is issued. */
  readonly isByConsent: boolean;
  /** Absent when nothing is issued. */
  readonly hasRefreshToken?: boolean;
  /** Connector, client and account: the same for all connections whose grants the vendor counts together. */
  readonly grantIdentity?: string;
  /** The earliest end of a certificate among the fields. */
  readonly certificateExpiresAt?: Date;
}
